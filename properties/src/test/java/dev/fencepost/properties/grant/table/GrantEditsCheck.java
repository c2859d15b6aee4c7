package dev.fencepost.properties.grant.table;

import java.util.function.UnaryOperator;

/**
 * A guest that edits its entry between any two accesses of a copy or a mapping, for reading and for writing, whether or
 * not it is pinned: against the model.
 */
public final class GrantEditsCheck implements Runnable {
    private static final String[] PREPARED = {"g3.9.6", "v0.2.0g3.9.6", "v0.2.0p3.9.6", "v0.2.0g2.1.14o3.9.28"};
    private static final String[] PINNED = {"", "m1.36.6"};
    private static final String[] USES = {"f2.36.15", "c2.36.15", "m2.36.10", "m2.36.14"};
    private static final int ACCESSES = 6;

    /** For whoever loads it anew. */
    public GrantEditsCheck() {}

    @Override
    public void run() {
        for (String prepared : PREPARED) {
            for (String pinned : PINNED) {
                for (String use : USES) {
                    edits(prepared + pinned, use);
                }
            }
        }
    }

    /** The number of an edit says the access, modulo 6, the field, and the value. */
    private static void edits(String prepared, String use) {
        int[] values = {6, 2, 4, 2, 2};
        for (int access = 0; access < ACCESSES; access++) {
            for (int field = 0; field < values.length; field++) {
                for (int value = 0; value < values[field]; value++) {
                    String edit = "i0.9." + (access + 6 * field + 36 * value);
                    GrantReplay play = GrantReplay.of(prepared + edit + use + "e0.9.0z1.0.0");
                    new GrantHistory(UnaryOperator.identity()).run(play.history());
                }
            }
        }
    }
}
