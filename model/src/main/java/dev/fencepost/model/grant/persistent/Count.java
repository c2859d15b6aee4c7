package dev.fencepost.model.grant.persistent;

import dev.fencepost.model.grant.persistent.Action.Kind;
import java.util.List;

/**
 * What one request costs in steady traffic, counted on {@link PersistentGrantModel}: what its steps map and unmap. A
 * step that unmaps ends with one flush, which interrupts every other processor.
 *
 * @param segments of the request
 * @param maps pages mapped
 * @param unmaps pages unmapped
 * @param flushes of the TLBs
 */
public record Count(int segments, int maps, int unmaps, int flushes) {
    /** As many segments as fit into a request of blkif.h without indirect descriptors. */
    public static final int MOST_SEGMENTS = 11;

    private static final int WARM = 2;

    /** A request with grants that persist. */
    public static Count persistent() {
        return of(Setup.of(MOST_SEGMENTS, MOST_SEGMENTS, 1, MOST_SEGMENTS, Design.TREE));
    }

    /** One where the two sides lack the feature. */
    public static Count oneShot() {
        return of(Setup.of(MOST_SEGMENTS, MOST_SEGMENTS, 1, MOST_SEGMENTS, Design.TREE)
                .withoutFeature());
    }

    /** One request after a few others of as many segments as a request may have. */
    public static Count of(Setup setup) {
        PersistentGrantModel model = new PersistentGrantModel(setup);
        long[] state = model.first();
        step(model, state, Action.of(Kind.CONNECT));
        int maps = 0;
        int unmaps = 0;
        int flushes = 0;
        for (int request = 0; request <= WARM; request++) {
            for (Kind kind : List.of(Kind.SUBMIT, Kind.CHECK, Kind.RESOLVE, Kind.FINISH, Kind.COMPLETE)) {
                List<Integer> before = model.view(state).mapped();
                step(model, state, new Action(kind, kind == Kind.SUBMIT ? setup.segments() : 0));
                List<Integer> after = model.view(state).mapped();
                int gone = 0;
                for (int page = 0; page < setup.pages() && request == WARM; page++) {
                    maps += Math.max(0, after.get(page) - before.get(page));
                    gone += Math.max(0, before.get(page) - after.get(page));
                }
                unmaps += gone;
                flushes += gone == 0 ? 0 : 1;
            }
        }
        return new Count(setup.segments(), maps, unmaps, flushes);
    }

    private static void step(PersistentGrantModel model, long[] state, Action action) {
        if (!model.apply(state, action)) {
            throw new IllegalStateException("steady traffic comes to a stop: " + action);
        }
    }
}
