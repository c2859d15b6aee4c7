package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingChoices;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.State.Chain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A driver without IN_ORDER takes the lowest free descriptors: any others differ by their names only. */
final class Choices extends RingChoices<State> {
    private final SplitRingSetup setup;

    Choices(SplitRingSetup setup, RingBounds bounds) {
        super(bounds, setup.inOrder());
        this.setup = setup;
    }

    @Override
    public void adds(State s, List<RingAction> choices) {
        List<Integer> ids = next(s);
        for (List<RingSegment> segments : SHAPES) {
            if (segments.size() <= ids.size()) {
                choices.add(new Add(ids.subList(0, segments.size()), segments));
            }
            if (setup.indirect() && segments.size() > 1 && segments.size() <= setup.size() && !ids.isEmpty()) {
                choices.add(new Add(ids.subList(0, 1), segments));
            }
        }
    }

    /** With EVENT_IDX the event index just stays behind. */
    @Override
    public boolean canDisableKicks(State s) {
        return !setup.eventIdx() && !s.shared().noNotify();
    }

    /** The descriptors that the driver takes next, as far as they are free. */
    private List<Integer> next(State s) {
        Set<Integer> owned = new HashSet<>();
        for (Chain chain : s.driver().chains()) {
            owned.addAll(chain.ids());
        }
        int first = setup.inOrder() ? s.driver().nextDescriptor() : 0;
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < setup.size(); i++) {
            int id = (first + i) % setup.size();
            if (!owned.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }
}
