package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.RingView;
import java.util.Collections;
import java.util.List;

/**
 * A state of {@link PackedRingModel}. Of a slot that is the driver's to fill only its two availability bits are kept.
 *
 * @param shared what lies in shared memory
 * @param driver what only the driver knows
 * @param device what only the device knows
 * @param history what has happened so far, as far as bounds count it
 */
public record State(Shared shared, Driver driver, Device device, RingHistory history) implements RingView {
    /**
     * Shared memory, and notifications on their way.
     *
     * @param ring the descriptor ring
     * @param driverEvent when the driver wants interrupts
     * @param deviceEvent when the device wants kicks
     * @param kick whether a notification to the device is on its way
     * @param interrupt whether one to the driver is
     */
    public record Shared(
            List<Slot> ring, PackedEvent driverEvent, PackedEvent deviceEvent, boolean kick, boolean interrupt)
            implements RingView.Shared {}

    /**
     * The driver's own state.
     *
     * @param buffers its buffers in flight, oldest first, staged ones last
     * @param numFree its count of free slots
     * @param next where its next list begins
     * @param staged descriptors that it has written behind a head not yet available
     * @param undecided descriptors made available since it last decided whether to kick; twice the queue size for more
     * @param lastUsed where it looks for the next used descriptor
     * @param batch buffers left of the batch being taken back (S9)
     * @param batchLength bytes written into the last of them
     * @param callbacks whether it wants interrupts
     * @param mode whether it sleeps
     */
    public record Driver(
            List<Buffer> buffers,
            int numFree,
            PackedPosition next,
            int staged,
            int undecided,
            PackedPosition lastUsed,
            int batch,
            int batchLength,
            boolean callbacks,
            RingMode mode)
            implements RingView.Driver {}

    /**
     * The device's own state.
     *
     * @param taken its buffers, in the order it took them
     * @param nextAvail where it looks for the next available descriptor
     * @param nextUsed where it writes the next used one
     * @param staged slots that it has passed behind a used descriptor that does not show yet
     * @param undecided slots used since it last decided whether to interrupt; twice the queue size for more
     * @param mode whether it sleeps
     */
    public record Device(
            List<Taken> taken,
            PackedPosition nextAvail,
            PackedPosition nextUsed,
            int staged,
            int undecided,
            RingMode mode)
            implements RingView.Device {}

    /**
     * A descriptor.
     *
     * @param length in bytes; of an indirect one, of its table; of a used one, what was written
     * @param id of its buffer, in the last descriptor of a list and in a used one
     * @param write whether the device writes it; of a used one, whether it wrote (P6)
     * @param next whether its list goes on in the next slot
     * @param table of an indirect one, its segments; else empty
     * @param avail the AVAIL bit
     * @param used the USED bit
     */
    public record Slot(
            int length, int id, boolean write, boolean next, List<RingSegment> table, boolean avail, boolean used) {
        /** Bytes of an entry of an indirect table. */
        public static final int BYTES = 16;

        private static final Slot CLEAR = new Slot(0, 0, false, false, List.of(), false, false);

        /** Whether it is available in the lap of that wrap counter (P1). */
        public boolean isAvailable(boolean wrap) {
            return avail == wrap && used != wrap;
        }

        /** Whether it is used in the lap of that wrap counter (P1). */
        public boolean isUsed(boolean wrap) {
            return avail == wrap && used == wrap;
        }

        /** The same with other bits. */
        Slot with(boolean newAvail, boolean newUsed) {
            return new Slot(length, id, write, next, table, newAvail, newUsed);
        }

        /** What is left of it when nobody is to read it again. */
        Slot cleared() {
            return CLEAR.with(avail, used);
        }
    }

    /**
     * A buffer as the driver remembers it.
     *
     * @param id what the device names it by
     * @param indirect whether its segments lie in a table
     * @param segments what it consists of
     */
    public record Buffer(int id, boolean indirect, List<RingSegment> segments) {
        /** How many descriptors it has in the ring. */
        public int slots() {
            return indirect ? 1 : segments.size();
        }

        /** Bytes that the device may write. */
        public int writable() {
            return RingSegment.writable(segments);
        }
    }

    /**
     * A buffer as the device remembers it.
     *
     * @param id what names it
     * @param at where its list began
     * @param slots how many descriptors its list had
     * @param segments of how many segments it is
     * @param writable bytes that it may write, as validated when it was taken (S8)
     */
    public record Taken(int id, PackedPosition at, int slots, int segments, int writable) implements RingView.Held {
        @Override
        public int buffer() {
            return id;
        }
    }

    /** Nothing added yet. Both sides are awake, callbacks are on. */
    static State initial(int size, RingHistory history) {
        PackedPosition start = PackedPosition.START;
        return new State(
                new Shared(
                        List.copyOf(Collections.nCopies(size, Slot.CLEAR)),
                        PackedEvent.ALWAYS,
                        PackedEvent.ALWAYS,
                        false,
                        false),
                new Driver(List.of(), size, start, 0, 0, start, 0, 0, true, RingMode.AWAKE),
                new Device(List.of(), start, start, 0, 0, RingMode.AWAKE),
                history);
    }

    /** The queue size. */
    public int size() {
        return shared.ring.size();
    }

    /** Where the device will find nothing yet: behind the last list that was made available. */
    public PackedPosition published() {
        return driver.next.plus(-driver.staged, size());
    }

    /** Where the driver will find nothing yet: behind the last list that was used for it to see. */
    public PackedPosition publishedUsed() {
        return device.nextUsed.plus(-device.staged, size());
    }

    @Override
    public boolean toPublish() {
        return driver.staged > 0;
    }

    @Override
    public int inFlight() {
        return driver.buffers.size();
    }

    @Override
    public boolean toPublishUsed() {
        return device.staged > 0;
    }
}
