package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingChoices;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.State.Buffer;
import java.util.Collections;
import java.util.List;

/**
 * A driver takes the lowest free buffer id: any other differs by its name only. One more shape fills the ring: a list
 * that ends where it began, a lap on.
 */
final class Choices extends RingChoices<State> {
    private static final int PAIR = 2;

    private final PackedRingSetup setup;

    Choices(PackedRingSetup setup, RingBounds bounds) {
        super(bounds, setup.inOrder());
        this.setup = setup;
    }

    @Override
    public void adds(State s, List<RingAction> choices) {
        int id = freeId(s);
        int free = s.driver().numFree();
        for (List<RingSegment> segments : SHAPES) {
            if (segments.size() <= free) {
                choices.add(new AddList(id, false, segments));
            }
            if (setup.indirect() && segments.size() > 1 && segments.size() <= setup.size() && free > 0) {
                choices.add(new AddList(id, true, segments));
            }
        }
        if (free == setup.size() && free > PAIR) {
            choices.add(new AddList(id, false, Collections.nCopies(free, READ)));
        }
    }

    private static int freeId(State s) {
        int id = 0;
        for (int i = 0; i < s.driver().buffers().size(); i++) {
            Buffer buffer = s.driver().buffers().get(i);
            if (buffer.id() == id) {
                id++;
                i = -1; // from the start again
            }
        }
        return id;
    }

    @Override
    public boolean canDisableKicks(State s) {
        return s.shared().deviceEvent().flags() != Flags.DISABLE;
    }
}
