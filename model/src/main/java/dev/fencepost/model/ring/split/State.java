package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.RingView;
import java.util.Collections;
import java.util.List;

/**
 * A state of {@link SplitRingModel}. Of the rings only what is live is kept: entries that the reader has passed mean
 * nothing any more.
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
     * @param table the descriptors, by id; those of no chain are {@link Descriptor#NONE}
     * @param avail heads in the avail ring that the device has not read, published or not
     * @param availIdx as published
     * @param noInterrupt flag of the avail ring; never set with EVENT_IDX (S7)
     * @param usedEvent event index of the driver; 0 without EVENT_IDX
     * @param used elements in the used ring that the driver has not read, published or not
     * @param usedIdx as published
     * @param noNotify flag of the used ring; never set with EVENT_IDX (S7)
     * @param availEvent event index of the device; 0 without EVENT_IDX
     * @param kick whether a notification to the device is on its way
     * @param interrupt whether one to the driver is
     */
    public record Shared(
            List<Descriptor> table,
            List<Integer> avail,
            int availIdx,
            boolean noInterrupt,
            int usedEvent,
            List<UsedElement> used,
            int usedIdx,
            boolean noNotify,
            int availEvent,
            boolean kick,
            boolean interrupt)
            implements RingView.Shared {}

    /**
     * The driver's own state.
     *
     * @param chains its buffers in flight, oldest first, staged ones last
     * @param numFree its count of free descriptors
     * @param staged index behind the last buffer added
     * @param undecided buffers published since it last decided whether to kick, at most the modulus
     * @param lastUsed index of the next buffer to get
     * @param batch buffers left of the batch being taken back (S9)
     * @param batchLength bytes written into the last of them
     * @param callbacks whether it wants interrupts
     * @param asked index whose use it last asked to be told of
     * @param mode whether it sleeps
     * @param nextDescriptor with IN_ORDER, the first descriptor of the next chain; else 0
     */
    public record Driver(
            List<Chain> chains,
            int numFree,
            int staged,
            int undecided,
            int lastUsed,
            int batch,
            int batchLength,
            boolean callbacks,
            int asked,
            RingMode mode,
            int nextDescriptor)
            implements RingView.Driver {}

    /**
     * The device's own state.
     *
     * @param taken its buffers, in the order it took them
     * @param lastAvail index of the next buffer to take
     * @param staged index behind the last buffer used
     * @param undecided buffers published since it last decided whether to interrupt, at most the modulus
     * @param mode whether it sleeps
     */
    public record Device(List<Taken> taken, int lastAvail, int staged, int undecided, RingMode mode)
            implements RingView.Device {}

    /**
     * An entry of the descriptor table.
     *
     * @param length in bytes; of an indirect one, of its table
     * @param write whether the device writes it
     * @param next id of the next in its chain, or {@link #LAST}
     * @param table of an indirect one, its segments; else empty
     */
    public record Descriptor(int length, boolean write, int next, List<RingSegment> table) {
        /** Ends a chain. */
        public static final int LAST = -1;

        /** Bytes of an entry of an indirect table. */
        public static final int BYTES = 16;

        /** One that belongs to no chain. */
        public static final Descriptor NONE = new Descriptor(0, false, LAST, List.of());

        /** Whether it is the descriptor of an indirect table. */
        public boolean indirect() {
            return !table.isEmpty();
        }
    }

    /**
     * A buffer as the driver remembers it.
     *
     * @param ids its descriptors, head first; one for an indirect buffer
     * @param segments what it consists of
     */
    public record Chain(List<Integer> ids, List<RingSegment> segments) {
        /** The descriptor that names it. */
        public int head() {
            return ids.get(0);
        }

        /** Whether its segments lie in an indirect table. A direct buffer has a descriptor for each. */
        public boolean indirect() {
            return ids.size() < segments.size();
        }

        /** Bytes that the device may write. */
        public int writable() {
            return RingSegment.writable(segments);
        }
    }

    /**
     * A buffer as the device remembers it.
     *
     * @param head the descriptor that names it
     * @param writable bytes that it may write, as validated when it was taken (S8)
     */
    public record Taken(int head, int writable) implements RingView.Held {
        @Override
        public int buffer() {
            return head;
        }
    }

    /**
     * An element of the used ring.
     *
     * @param id head of the buffer, with IN_ORDER of the last one of a batch
     * @param length bytes written
     * @param buffers how many buffers it closes; not in shared memory
     * @param room the writable bytes that the device went by; not in shared memory
     */
    public record UsedElement(int id, int length, int buffers, int room) {}

    /** Nothing added yet. Both sides are awake, callbacks are on. */
    static State initial(int size, RingHistory history) {
        List<Descriptor> table = List.copyOf(Collections.nCopies(size, Descriptor.NONE));
        return new State(
                new Shared(table, List.of(), 0, false, 0, List.of(), 0, false, 0, false, false),
                new Driver(List.of(), size, 0, 0, 0, 0, 0, true, 0, RingMode.AWAKE, 0),
                new Device(List.of(), 0, 0, 0, RingMode.AWAKE),
                history);
    }

    @Override
    public boolean toPublish() {
        return driver.staged != shared.availIdx;
    }

    @Override
    public int inFlight() {
        return driver.chains.size();
    }

    @Override
    public boolean toPublishUsed() {
        return device.staged != shared.usedIdx;
    }
}
