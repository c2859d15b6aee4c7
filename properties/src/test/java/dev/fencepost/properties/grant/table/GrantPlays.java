package dev.fencepost.properties.grant.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Two virtual CPUs of domain 1 at one entry, and its guest: while the first one copies, reading or writing, each of
 * many things happens at each lock that it takes. For each kind of claim: a whole frame in either version, a part, and
 * what is passed on. All of it, not a sample; the model says what must come of it.
 */
final class GrantPlays {
    /** An entry of domain 2 or 0: how it is filled, how copies name it, and at which of their locks others may come. */
    private record Kind(String prepared, int domain, int ref, boolean onward) {
        private int name() {
            return domain + 4 * ref;
        }
    }

    private static final String VERSION_2 = "v3.2.0";
    /** Domain 0 lends two frames to domain 2, which passes on the first. */
    private static final String ONWARD = VERSION_2 + "g6.2.6g6.3.8o5.9.18";
    /** The same frame twice. */
    private static final String ONWARD_TWICE = VERSION_2 + "g6.2.6g6.3.6o5.9.18";

    /**
     * While what is behind is being pinned, the guest makes the entry one that lends its own frame, and another maps
     * that: the copy finds other pins than before, and begins anew.
     */
    private static final String MAPPED = "j2.2.0h2.9.36h2.9.264m2.38.10";

    private static final List<Kind> KINDS = List.of(
            new Kind("g3.9.6", 0, 9, false),
            new Kind(VERSION_2 + "g5.9.14", 2, 9, false),
            new Kind(VERSION_2 + "p5.8.14", 2, 8, false),
            new Kind(ONWARD, 2, 9, true),
            new Kind(ONWARD_TWICE, 2, 9, true));

    /** An offset of 0 and 96 bytes; and a copy that fails, having claimed both sides. */
    private static final int SOUND = 15;

    private static final int FAILING = 29;
    /** All of a frame. */
    private static final int WHOLE = 25;

    private GrantPlays() {}

    /** All of them. */
    static List<String> all() {
        List<String> plays = new ArrayList<>();
        for (Kind kind : KINDS) {
            for (String outer : List.of("f1.", "c1.")) {
                for (int point = 1; point <= (kind.onward ? 4 : 1); point++) {
                    add(plays, kind, outer, point);
                }
                if (kind.onward) {
                    plays.add(kind.prepared + MAPPED + outer + kind.name() + "." + SOUND + "z2.0.0");
                }
            }
        }
        return plays;
    }

    private static void add(List<String> plays, Kind kind, String outer, int point) {
        String copy = outer + kind.name() + "." + SOUND;
        String after = "f2." + kind.name() + "." + SOUND + "c1." + kind.name() + "." + SOUND + end(kind);
        List<String> uses = uses(kind);
        for (String use : uses) {
            plays.add(kind.prepared + "j" + point + ".0.0" + use + copy + after);
        }
        for (String edit : edits(kind)) {
            plays.add(kind.prepared + "j" + point + ".0.0" + edit + copy + after);
            for (String use : uses.subList(0, 4)) {
                plays.add(kind.prepared + "j" + point + ".1.0" + edit + use + copy + after);
            }
        }
    }

    /** What others do with the entry: copies that succeed and fail, maps, and what its own guest and domain do. */
    private static List<String> uses(Kind kind) {
        int vcpu = kind.domain == 2 ? 3 : 0;
        return List.of(
                "f2." + kind.name() + "." + SOUND,
                "c2." + kind.name() + "." + SOUND,
                "m2." + kind.name() + ".2",
                "f0." + kind.name() + "." + SOUND,
                "f2." + kind.name() + "." + FAILING,
                "c2." + kind.name() + "." + FAILING,
                "m2." + kind.name() + ".6",
                "f2." + kind.name() + "." + WHOLE,
                "c2." + kind.name() + "." + WHOLE,
                end(kind),
                "e0.2.0",
                "s" + vcpu + "." + kind.ref + ".0",
                "s" + vcpu + ".1." + kind.ref,
                "v" + vcpu + ".1.0",
                "v" + vcpu + ".2.0",
                "x0.3.1");
    }

    private static String end(Kind kind) {
        return "e" + kind.domain + "." + kind.ref + ".0";
    }

    /** Flags, domain, frame or reference, offset or domain behind, and length: some values of each. */
    private static List<String> edits(Kind kind) {
        List<String> edits = new ArrayList<>();
        int[][] values = {{0, 1, 2, 5, 7, 9}, {0, 2}, {0, 3, 7}, {0, 1, 2, 4}, {0, 1}};
        for (int field = 0; field < values.length; field++) {
            for (int value : values[field]) {
                edits.add("h" + kind.domain + "." + kind.ref + "." + (6 * field + 36 * value));
            }
        }
        if (kind.onward) { // the entry that it leads to
            for (int value : new int[] {0, 2}) {
                edits.add("h0.2." + 36 * value);
            }
            edits.add("h0.2." + (12 + 36 * 4));
        }
        return edits;
    }
}
