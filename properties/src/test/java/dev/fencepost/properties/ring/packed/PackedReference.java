package dev.fencepost.properties.ring.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.PackedEvent;
import dev.fencepost.model.ring.packed.PackedPosition;
import dev.fencepost.model.ring.packed.PackedRingModel;
import dev.fencepost.model.ring.packed.PackedRingSetup;
import dev.fencepost.model.ring.packed.State;
import dev.fencepost.model.ring.packed.State.Buffer;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.properties.ring.RingReference;
import java.util.List;

/** {@link RingReference} for the packed ring: the bytes are written down from VIRTIO 1.3 section 2.8. */
final class PackedReference extends RingReference<State> {
    private static final int AVAIL = 0x80;
    private static final int USED = 0x8000;

    private final PackedLayout layout;
    private final boolean inOrder;

    PackedReference(PackedSetup setup, SharedMemory memory) {
        this(setup, memory, new PackedRingModel(model(setup)));
    }

    private PackedReference(PackedSetup setup, SharedMemory memory, PackedRingModel model) {
        super(memory, model, model.initial());
        layout = setup.layout();
        inOrder = setup.inOrder();
    }

    private static PackedRingSetup model(PackedSetup setup) {
        return new PackedRingSetup(setup.size(), setup.eventIdx(), setup.tables(), setup.inOrder());
    }

    @Override
    public int numFree() {
        return state().driver().numFree();
    }

    /** The id stands in the last descriptor of the list. */
    @Override
    public RingAction added(List<RingSegment> segments, boolean indirect, String where) {
        int slots = indirect ? 1 : segments.size();
        int last = state().driver().next().plus(slots - 1, layout.size()).offset();
        return new AddList(memory.load16(Mode.PLAIN, layout.descriptor(last) + 12), indirect, segments);
    }

    @Override
    public void compareMemory(String where) {
        compare("driver event", layout.driverEvent(), state().shared().driverEvent(), where);
        compare("device event", layout.deviceEvent(), state().shared().deviceEvent(), where);
        for (int i = 0; i < layout.size(); i++) {
            Slot slot = state().shared().ring().get(i);
            int bits = (slot.avail() ? AVAIL : 0) | (slot.used() ? USED : 0);
            assertThat(flags(i) & (AVAIL | USED))
                    .as("AVAIL and USED of slot " + i + ", " + where)
                    .isEqualTo(bits);
        }
        compareAvailable(where);
        compareUsed(where);
    }

    private int flags(int offset) {
        return memory.load16(Mode.PLAIN, layout.descriptor(offset) + 14);
    }

    private void compare(String what, int offset, PackedEvent event, String where) {
        assertWord(what + " flags", offset + 2, event.flags().ordinal(), where);
        if (event.flags() == PackedEvent.Flags.DESC) {
            int position = event.position().offset() | (event.position().wrap() ? 1 << 15 : 0);
            assertWord(what + " off_wrap", offset, position, where);
        }
    }

    /** What the device has not taken, as it is written; flags that are withheld are not there yet. */
    private void compareAvailable(String where) {
        PackedPosition at = state().device().nextAvail();
        PackedPosition withheld = state().driver().staged() > 0 ? state().published() : null;
        for (; !at.equals(state().driver().next()); at = at.plus(1, layout.size())) {
            Slot slot = state().shared().ring().get(at.offset());
            String what = "slot " + at.offset();
            int offset = layout.descriptor(at.offset());
            assertThat(memory.load32(Mode.PLAIN, offset + 8))
                    .as("length of " + what + ", " + where)
                    .isEqualTo(slot.length());
            if (!slot.next()) {
                assertWord("id of " + what, offset + 12, slot.id(), where);
            }
            if (!at.equals(withheld)) {
                int meaning = (slot.next() ? NEXT : 0)
                        | (slot.write() ? WRITE : 0)
                        | (slot.table().isEmpty() ? 0 : INDIRECT);
                assertThat(flags(at.offset()) & (NEXT | WRITE | INDIRECT))
                        .as("flags of " + what + ", " + where)
                        .isEqualTo(meaning);
            }
        }
    }

    /** What the driver has not read. */
    private void compareUsed(String where) {
        List<Buffer> buffers = state().driver().buffers();
        int closed = state().driver().batch();
        PackedPosition at = state().driver().lastUsed().plus(slots(buffers, 0, closed), layout.size());
        PackedPosition withheld = state().device().staged() > 0 ? state().publishedUsed() : null;
        while (!at.equals(state().device().nextUsed())) {
            Slot slot = state().shared().ring().get(at.offset());
            compareUsed(at, slot, at.equals(withheld), where);
            int named = 0;
            while (buffers.get(named).id() != slot.id()) {
                named++;
            }
            at = at.plus(slots(buffers, inOrder ? closed : named, named + 1), layout.size());
            closed = named + 1;
        }
    }

    private void compareUsed(PackedPosition at, Slot slot, boolean withheld, String where) {
        String what = "used slot " + at.offset();
        int offset = layout.descriptor(at.offset());
        assertWord("id of " + what, offset + 12, slot.id(), where);
        if (slot.write()) {
            assertThat(memory.load32(Mode.PLAIN, offset + 8))
                    .as("length of " + what + ", " + where)
                    .isEqualTo(slot.length());
        }
        if (!withheld) {
            assertThat(flags(at.offset()) & WRITE)
                    .as("WRITE of " + what + ", " + where)
                    .isEqualTo(slot.write() ? WRITE : 0);
        }
    }

    private static int slots(List<Buffer> buffers, int from, int to) {
        return buffers.subList(from, to).stream().mapToInt(Buffer::slots).sum();
    }
}
