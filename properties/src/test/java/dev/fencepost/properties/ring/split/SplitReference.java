package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.SplitRingModel;
import dev.fencepost.model.ring.split.SplitRingSetup;
import dev.fencepost.model.ring.split.State;
import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.Shared;
import dev.fencepost.model.ring.split.State.UsedElement;
import dev.fencepost.properties.ring.RingReference;
import java.util.ArrayList;
import java.util.List;

/** {@link RingReference} for the split ring. */
final class SplitReference extends RingReference<State> {
    private final boolean eventIdx;
    private final SplitLayout layout;

    SplitReference(SplitSetup setup, SharedMemory memory, SplitLayout layout) {
        this(setup, memory, layout, model(setup));
    }

    private SplitReference(SplitSetup setup, SharedMemory memory, SplitLayout layout, SplitRingModel model) {
        super(memory, model, model.initial(setup.firstIndex()));
        this.eventIdx = setup.eventIdx();
        this.layout = layout;
    }

    private static SplitRingModel model(SplitSetup setup) {
        return new SplitRingModel(new SplitRingSetup(
                setup.size(), SplitRingSetup.MODULUS, setup.eventIdx(), setup.tables(), setup.inOrder()));
    }

    @Override
    public int numFree() {
        return state().driver().numFree();
    }

    @Override
    public RingAction added(List<RingSegment> segments, boolean indirect, String where) {
        List<Integer> ids = idsOfNewest();
        assertThat(ids).as("descriptors (S5), " + where).hasSize(indirect ? 1 : segments.size());
        return new Add(ids, segments);
    }

    /** The descriptors of the buffer that was added last, as they stand in shared memory. */
    private List<Integer> idsOfNewest() {
        int id = memory.load16(Mode.PLAIN, layout.availRing(state().driver().staged() & layout.size() - 1));
        List<Integer> ids = new ArrayList<>(List.of(id));
        while ((flags(id) & NEXT) != 0 && ids.size() <= layout.size()) {
            id = memory.load16(Mode.PLAIN, layout.descriptor(id) + 14);
            ids.add(id);
        }
        return ids;
    }

    @Override
    public void compareMemory(String where) {
        Shared shared = state().shared();
        assertWord("avail.idx", layout.availIdx(), shared.availIdx(), where);
        assertWord("used.idx", layout.usedIdx(), shared.usedIdx(), where);
        assertWord("avail.flags", layout.availFlags(), shared.noInterrupt() ? 1 : 0, where);
        assertWord("used.flags", layout.usedFlags(), shared.noNotify() ? 1 : 0, where);
        if (eventIdx) {
            assertWord("used_event", layout.usedEvent(), shared.usedEvent(), where);
            assertWord("avail_event", layout.availEvent(), shared.availEvent(), where);
        }
        int mask = layout.size() - 1;
        for (int i = 0; i < shared.avail().size(); i++) {
            int slot = state().device().lastAvail() + i & mask;
            assertWord(
                    "avail.ring[" + slot + ']',
                    layout.availRing(slot),
                    shared.avail().get(i),
                    where);
        }
        int index = state().driver().lastUsed() + state().driver().batch();
        for (UsedElement element : shared.used()) {
            int at = layout.usedRing(index & mask);
            assertThat(memory.load32(Mode.PLAIN, at)).as("used id, " + where).isEqualTo(element.id());
            assertThat(memory.load32(Mode.PLAIN, at + 4))
                    .as("used len, " + where)
                    .isEqualTo(element.length());
            index += element.buffers();
        }
        for (Chain chain : state().driver().chains()) {
            for (int id : chain.ids()) {
                compare(id, shared.table().get(id), where);
            }
        }
    }

    private void compare(int id, Descriptor descriptor, String where) {
        int flags = (descriptor.write() ? WRITE : 0)
                | (descriptor.next() == Descriptor.LAST ? 0 : NEXT)
                | (descriptor.indirect() ? INDIRECT : 0);
        assertThat(flags(id)).as("flags of descriptor " + id + ", " + where).isEqualTo(flags);
        assertThat(memory.load32(Mode.PLAIN, layout.descriptor(id) + 8))
                .as("length of descriptor " + id + ", " + where)
                .isEqualTo(descriptor.length());
        if (descriptor.next() != Descriptor.LAST) {
            assertWord("next of descriptor " + id, layout.descriptor(id) + 14, descriptor.next(), where);
        }
    }

    private int flags(int id) {
        return memory.load16(Mode.PLAIN, layout.descriptor(id) + 12);
    }
}
