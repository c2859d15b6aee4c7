package dev.fencepost.impl.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import java.util.Arrays;

/**
 * What a device has taken and not given back, written down where it outlives the device, as vhost-user does in its
 * inflight region: a device that is made anew with the log of one that died, at whatever moment,
 * {@linkplain RingDevice#recover goes on} where that stood. Lies in memory that the driver cannot write; nothing in it
 * is checked as what a peer writes would be.
 *
 * <pre>
 * le32 from, le32 to                       how far used buffers are shown; different only while some are being shown
 * { le32 age; le16 state; le16 next;       state 0 free, 1 held, 2 about to be shown; next entry of a list, plus 1
 *   le64 addr; le32 len; le16 id; le16 flags } [N]      a descriptor as it was fetched; packed only
 * </pre>
 *
 * <p>A device that dies of its {@linkplain RingDevice#reset reset} leaves no log: the next one is reset as well.
 *
 * <p>Entries are named by heads in a split ring. In a packed ring they hold the descriptors themselves, since used
 * descriptors overwrite them. Stored in program order, and fenced so: a process that is killed leaves a prefix.
 */
public final class InflightLog {
    public static final int NOTHING = -1;

    private static final int HEADER = 8;
    private static final int ENTRY = 24;
    private static final int DESCRIPTOR = 8;
    private static final long FREE = 0;
    private static final long HELD = 1L << 32;
    private static final long STAGED = 2L << 32;
    private static final long STATE = 0xffffL << 32;

    private final SharedMemory memory;
    private final int offset;
    private final int size;
    private final int[] staged;
    private int stagedCount;
    private int age;
    private boolean open;

    /**
     * The log at {@code offset}. Touches nothing until a device is reset or recovers.
     *
     * @param memory may be the ring's own, if the driver cannot write there
     * @param offset in bytes, a multiple of 8
     * @param size entries of the queue
     * @throws IllegalArgumentException if it does not fit there
     */
    public InflightLog(SharedMemory memory, int offset, int size) {
        Checks.queueSize(size);
        Checks.aligned("inflight log", offset, 8);
        if (offset + (long) bytes(size) > memory.size()) {
            throw new IllegalArgumentException("an inflight log of " + bytes(size) + " bytes at offset " + offset
                    + " passes the end of the memory at " + memory.size());
        }
        this.memory = memory;
        this.offset = offset;
        this.size = size;
        staged = new int[size];
    }

    /** Bytes of the log of a queue of {@code size} entries. */
    public static int bytes(int size) {
        Checks.queueSize(size);
        return HEADER + ENTRY * size;
    }

    public void requireSize(int expected) {
        if (size != expected) {
            throw new IllegalArgumentException("an inflight log of " + size + " entries for a queue of " + expected);
        }
    }

    /** Nothing is held, and the driver has been shown everything up to {@code position}. */
    public void restart(int position) {
        for (int i = 0; i < size; i++) {
            memory.store64(Mode.OPAQUE, mark(i), FREE);
        }
        memory.storeFence(InflightSite.I3);
        showing(position, position);
        stagedCount = 0;
        age = 0;
        open = true;
    }

    private int mark(int entry) {
        return offset + HEADER + ENTRY * entry;
    }

    private void showing(int from, int to) {
        memory.store64(Mode.OPAQUE, offset, from & 0xffff_ffffL | (long) to << 32);
    }

    /** Writes down a descriptor of a list that is about to be held; {@code next} is an entry or {@link #NOTHING}. */
    public void describe(int entry, int next, long address, long rest) {
        memory.store64(Mode.OPAQUE, mark(entry) + DESCRIPTOR, address);
        memory.store64(Mode.OPAQUE, mark(entry) + DESCRIPTOR + 8, rest);
        memory.store64(Mode.OPAQUE, mark(entry), (long) (next + 1) << 48);
    }

    /** A buffer is held from now on. */
    public void hold(int entry, int next) {
        if (!open) {
            throw new IllegalStateException("an inflight log that is neither reset nor recovered");
        }
        memory.storeFence(InflightSite.I1);
        memory.store64(Mode.OPAQUE, mark(entry), age++ & 0xffff_ffffL | HELD | (long) (next + 1) << 48);
    }

    /** A buffer was not taken after all. */
    public void drop(int entry) {
        memory.store64(Mode.OPAQUE, mark(entry), FREE);
    }

    /** A buffer will be shown to the driver with the others of its batch. */
    public void stage(int entry) {
        long held = memory.load64(Mode.OPAQUE, mark(entry));
        memory.store64(Mode.OPAQUE, mark(entry), held & ~STATE | STAGED);
        staged[stagedCount++] = entry;
    }

    /** What is staged is about to be shown by one store. */
    public void beginShow(int from, int to) {
        showing(from, to);
    }

    /** It has been shown. */
    public void endShow(int to) {
        memory.storeFence(InflightSite.I2);
        for (int i = 0; i < stagedCount; i++) {
            memory.store64(Mode.OPAQUE, mark(staged[i]), FREE);
        }
        stagedCount = 0;
        memory.storeFence(InflightSite.I3);
        showing(to, to);
    }

    /** How far buffers had been shown before those that were being shown. */
    public int from() {
        return memory.load32(Mode.OPAQUE, offset);
    }

    /** And with them. */
    public int to() {
        return memory.load32(Mode.OPAQUE, offset + 4);
    }

    /**
     * The device died; what it had staged counts as {@code shown} or as held. May be begun again where this dies too.
     *
     * @return the entries held, oldest first
     */
    public int[] settle(boolean shown, int position) {
        long[] held = new long[size];
        int count = 0;
        int first = 0;
        for (int i = 0; i < size; i++) {
            long mark = memory.load64(Mode.OPAQUE, mark(i));
            if ((mark & STATE) == STAGED) {
                mark = shown ? FREE : mark & ~STATE | HELD;
                memory.store64(Mode.OPAQUE, mark(i), mark);
            }
            if ((mark & STATE) == HELD) {
                first = count == 0 ? (int) mark : first;
                // Ages wrap, so they count from one of them.
                held[count++] = (long) ((int) mark - first) << 16 | i;
            }
        }
        memory.storeFence(InflightSite.I3);
        showing(position, position);
        Arrays.sort(held, 0, count);
        int[] entries = new int[count];
        for (int i = 0; i < count; i++) {
            entries[i] = (int) held[i] & 0xffff;
        }
        age = count == 0 ? 0 : first + (int) (held[count - 1] >> 16) + 1;
        stagedCount = 0;
        open = true;
        return entries;
    }

    /** The entry behind another one in its list, or {@link #NOTHING}. */
    public int next(int entry) {
        return (int) (memory.load64(Mode.OPAQUE, mark(entry)) >>> 48) - 1;
    }

    public long address(int entry) {
        return memory.load64(Mode.OPAQUE, mark(entry) + DESCRIPTOR);
    }

    /** Length, id and flags, as they stand in a descriptor of a packed ring. */
    public long rest(int entry) {
        return memory.load64(Mode.OPAQUE, mark(entry) + DESCRIPTOR + 8);
    }
}
