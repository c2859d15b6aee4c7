package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.ring.HistoryCheck;
import dev.fencepost.properties.ring.HistoryCheck.Alteration;
import java.util.List;

/** Wrong values in the right place, or right ones in the wrong place: what callers see, held against the model. */
final class HistoryBugs {
    private static final int LOG_SIZE = 2;
    private static final int SIZE = 1 << LOG_SIZE;
    private static final int INDIRECT = 4;

    private static final HistoryCheck<SplitLayout> CHECK = HistoryCheck.split(LOG_SIZE, true, true, 0);
    private static final Alteration<SplitLayout> SAME = (layout, memory) -> new MutantMemory(memory);
    private static final Attempt.Trial SOUND = Attempt.once(() -> CHECK.sound(SAME, SAME));

    private HistoryBugs() {}

    static List<Attempt> all() {
        return List.of(
                driver(27, DisablesNothing::new),
                driver(28, AlwaysAsking::new),
                device(31, AskedFromAvail::new),
                device(35, (layout, memory) -> new WrongSlot(layout, memory, 0xffff)),
                device(36, SwappedEvents::new),
                device(41, TableOfDescriptor0::new),
                device(51, (layout, memory) -> new WrongSlot(layout, memory, 2 * SIZE - 1)));
    }

    private static Attempt driver(int number, Alteration<SplitLayout> driver) {
        return attempt(number, driver, Alteration.none());
    }

    private static Attempt device(int number, Alteration<SplitLayout> device) {
        return attempt(number, Alteration.none(), device);
    }

    private static Attempt attempt(int number, Alteration<SplitLayout> driver, Alteration<SplitLayout> device) {
        return new Attempt(number, BugCheck.HISTORIES, () -> CHECK.of(driver, device), SOUND);
    }

    private static int slots(SplitLayout layout, int offset) {
        int slot = (offset - layout.availRing(0)) / 2;
        return offset >= layout.availRing(0) && slot < layout.size() ? slot : -1;
    }

    /** Row 27: of all event indices only those near the used index are stored, which ask for an interrupt. */
    private static final class DisablesNothing extends MutantMemory {
        private static final int FAR = 1 << 14;
        private final SplitLayout layout;

        DisablesNothing(SplitLayout layout, SharedMemory memory) {
            super(memory);
            this.layout = layout;
        }

        @Override
        public void store16(Mode mode, int offset, int value) {
            boolean far = Math.abs((short) (value - memory.load16(Mode.OPAQUE, layout.usedIdx()))) > FAR;
            if (offset != layout.usedEvent() || !far) {
                memory.store16(mode, offset, value);
            }
        }
    }

    /** Row 28: taking a buffer back ends with asking for the next interrupt, whether the driver wants one or not. */
    private static final class AlwaysAsking extends MutantMemory {
        private final SplitLayout layout;
        private int got;

        AlwaysAsking(SplitLayout layout, SharedMemory memory) {
            super(memory);
            this.layout = layout;
        }

        @Override
        public long load64(Mode mode, int offset) {
            long value = memory.load64(mode, offset);
            if (offset == layout.usedRing(got % layout.size())) {
                memory.store16(Mode.OPAQUE, layout.usedEvent(), ++got);
            }
            return value;
        }
    }

    /**
     * Row 31: avail_event is where the driver is, not where the device is. The state machine finds no lost kick in
     * that, because the device looks once more before it sleeps; histories see the wrong value.
     */
    private static final class AskedFromAvail extends MutantMemory {
        private final SplitLayout layout;

        AskedFromAvail(SplitLayout layout, SharedMemory memory) {
            super(memory);
            this.layout = layout;
        }

        @Override
        public void store16(Mode mode, int offset, int value) {
            boolean event = offset == layout.availEvent();
            memory.store16(mode, offset, event ? memory.load16(mode, layout.availIdx()) : value);
        }
    }

    /** Rows 35 and 51: the slot of the avail ring is the index by another mask than that of the queue size. */
    private static final class WrongSlot extends MutantMemory {
        private final SplitLayout layout;
        private final int mask;
        private int taken;

        WrongSlot(SplitLayout layout, SharedMemory memory, int mask) {
            super(memory);
            this.layout = layout;
            this.mask = mask;
        }

        @Override
        public int load16(Mode mode, int offset) {
            boolean head = slots(layout, offset) >= 0;
            return memory.load16(mode, head ? layout.availRing(0) + 2 * (taken++ & mask) : offset);
        }
    }

    /** Row 36: the device keeps its own event index where the driver's belongs, and reads the driver's from its own. */
    private static final class SwappedEvents extends MutantMemory {
        private final SplitLayout layout;

        SwappedEvents(SplitLayout layout, SharedMemory memory) {
            super(memory);
            this.layout = layout;
        }

        private int swapped(int offset) {
            if (offset == layout.usedEvent()) {
                return layout.availEvent();
            }
            return offset == layout.availEvent() ? layout.usedEvent() : offset;
        }

        @Override
        public int load16(Mode mode, int offset) {
            return memory.load16(mode, swapped(offset));
        }

        @Override
        public void store16(Mode mode, int offset, int value) {
            memory.store16(mode, swapped(offset), value);
        }
    }

    /** Row 41: the address of an indirect table is read from descriptor 0, whatever the head is. */
    private static final class TableOfDescriptor0 extends MutantMemory {
        private final SplitLayout layout;

        TableOfDescriptor0(SplitLayout layout, SharedMemory memory) {
            super(memory);
            this.layout = layout;
        }

        @Override
        public long load64(Mode mode, int offset) {
            boolean address = offset < layout.descriptor(layout.size() - 1) + 16 && offset % 16 == 0;
            boolean indirect = address && (memory.load16(Mode.PLAIN, offset + 12) & INDIRECT) != 0;
            return memory.load64(mode, indirect ? layout.descriptor(0) : offset);
        }
    }
}
