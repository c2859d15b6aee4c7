package dev.fencepost.model.vring;

import dev.fencepost.model.vring.PackedEvent.Flags;
import dev.fencepost.model.vring.PackedRingModelState.Buffer;
import dev.fencepost.model.vring.RingModelAction.AddList;
import java.util.Collections;
import java.util.List;

/**
 * A driver takes the lowest free buffer id: any other differs by its name only. One more shape fills the ring: a list
 * that ends where it began, a lap on.
 */
final class PackedRingModelChoices extends RingModelChoices<PackedRingModelState> {
    private static final int PAIR = 2;

    private final PackedRingModelSetup setup;

    PackedRingModelChoices(PackedRingModelSetup setup, RingModelBounds bounds) {
        super(bounds, setup.inOrder());
        this.setup = setup;
    }

    @Override
    void adds(PackedRingModelState s, List<RingModelAction> choices) {
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

    private static int freeId(PackedRingModelState s) {
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
    boolean canDisableKicks(PackedRingModelState s) {
        return s.shared().deviceEvent().flags() != Flags.DISABLE;
    }
}
