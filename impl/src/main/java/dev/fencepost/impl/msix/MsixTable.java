package dev.fencepost.impl.msix;

import static dev.fencepost.impl.msix.MsixState.ENABLE;
import static dev.fencepost.impl.msix.MsixState.FUNCTION_MASK;
import static dev.fencepost.impl.msix.MsixState.MASKED;
import static dev.fencepost.impl.msix.MsixState.ORPHAN;
import static dev.fencepost.impl.msix.MsixState.PENDING;
import static dev.fencepost.impl.msix.MsixState.SENDING;
import static dev.fencepost.impl.msix.MsixState.USE;
import static dev.fencepost.impl.msix.MsixState.blocked;
import static dev.fencepost.impl.msix.MsixState.due;
import static dev.fencepost.impl.msix.MsixState.mostUsed;
import static dev.fencepost.impl.msix.MsixState.used;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import java.util.Objects;

/**
 * The MSI-X capability of a PCI function: takes events from the device and accesses from software, at the same time and
 * from any number of threads, and sends each interrupt exactly once (M1 to M6, M9).
 *
 * <p>A vector's mask and pending bit are one word, so that neither can be missed by whoever changes the other. To send
 * is to claim the vector in that word; whoever finds it claimed leaves the pending bit to the claimant, so that no
 * event ever waits. The function mask is a word of its own: it and the vectors' words are looked at crosswise, each
 * side with a full fence between its own word and the other's.
 *
 * <p>A mask takes effect without waiting for a message that is being sent, as a posted write does; a read of the table
 * waits for it (M7). Function mask and disabling wait as well, since configuration writes are not posted. Configuration
 * accesses ({@link #control}, {@link #decode}, {@link #reset}) come one at a time.
 */
public final class MsixTable implements MsixHardware {
    private static final int CONTROL = 3;

    private final SharedMemory memory;
    private final MsixLayout layout;
    private final MessageSink sink;
    private final long refused;

    /**
     * A capability after power on: every vector masked, MSI-X and memory decode off, no vector in use.
     *
     * @param memory where it lies; whatever was there is overwritten
     * @param sink where messages go
     * @param refusedReads what a refused read gives, cut to its width: -1 as a bus reads where nothing answers and as
     *     Xen's vPCI has it, or 0 as QEMU does
     */
    public MsixTable(SharedMemory memory, MsixLayout layout, MessageSink sink, long refusedReads) {
        if (layout.end() > memory.size()) {
            throw new IllegalArgumentException(
                    "a table up to " + layout.end() + " in a memory of " + memory.size() + " bytes");
        }
        this.memory = memory;
        this.layout = layout;
        this.sink = Objects.requireNonNull(sink, "sink");
        this.refused = refusedReads;
        for (int vector = 0; vector < layout.vectors(); vector++) {
            memory.store32(Mode.OPAQUE, layout.state(vector), MASKED);
        }
        memory.store32(Mode.OPAQUE, layout.orphans(), 0);
        reset();
    }

    /** Entries of the table. */
    @Override
    public int vectors() {
        return layout.vectors();
    }

    /**
     * The device has something to tell by {@code vector}: sends a message, or leaves it pending (M2).
     *
     * @throws IllegalArgumentException if the table has no such vector
     */
    public void event(int vector) {
        int at = layout.state(vector);
        while (true) {
            int state = memory.load32(Mode.OPAQUE, at);
            if (!used(state)) {
                return;
            }
            boolean free = (state & (MASKED | SENDING)) == 0;
            int next = free ? state & ~PENDING | SENDING : state | PENDING;
            // Also where it was pending already: what the device wrote must be there for whoever sends that.
            if (memory.compareAndExchange32(Mode.RELEASE, at, state, next) == state) {
                if (free) {
                    deliver(vector);
                }
                return;
            }
        }
    }

    /** Sends what the caller has claimed, and whatever became pending meanwhile. */
    private void deliver(int vector) {
        int left;
        do {
            memory.fullFence(MsixSite.I1);
            boolean open = !blocked(memory.load32(Mode.OPAQUE, layout.function()));
            if (open) {
                memory.loadFence(MsixSite.I3);
                send(vector);
            }
            left = giveBack(vector, open ? 0 : PENDING);
            if ((left & (PENDING | MASKED)) != PENDING) {
                return; // nothing due, or the one who unmasks will see it in this word
            }
            memory.fullFence(MsixSite.I2);
        } while (claim(vector));
    }

    private void send(int vector) {
        long low = memory.load32(Mode.OPAQUE, layout.dword(vector, 0)) & 0xffff_ffffL;
        long high = memory.load32(Mode.OPAQUE, layout.dword(vector, 1));
        int data = memory.load32(Mode.OPAQUE, layout.dword(vector, 2));
        sink.send(vector, high << Integer.SIZE | low, data);
    }

    /** Ends a claim; returns the state that it left. */
    private int giveBack(int vector, int pending) {
        int at = layout.state(vector);
        while (true) {
            int state = memory.load32(Mode.OPAQUE, at);
            int next = state & ~(SENDING | ORPHAN) | (used(state) ? pending : 0);
            if (memory.compareAndExchange32(Mode.RELEASE, at, state, next) == state) {
                if ((state & ORPHAN) != 0) {
                    memory.getAndUpdate32(Mode.RELEASE, Update.ADD, layout.orphans(), -1);
                }
                return next;
            }
        }
    }

    /** Claims a vector if its message is due and nothing masks it. */
    private boolean claim(int vector) {
        int at = layout.state(vector);
        while (true) {
            int state = memory.load32(Mode.OPAQUE, at);
            if (!due(state) || blocked(memory.load32(Mode.OPAQUE, layout.function()))) {
                return false;
            }
            int next = state & ~PENDING | SENDING;
            if (memory.compareAndExchange32(Mode.ACQUIRE, at, state, next) == state) {
                return true;
            }
        }
    }

    /**
     * The device starts to use {@code vector}, once more if it did already.
     *
     * @throws IllegalArgumentException if the table has no such vector
     * @throws IllegalStateException if it is used 65535 times already
     */
    public void use(int vector) {
        int at = layout.state(vector);
        int state = memory.load32(Mode.OPAQUE, at);
        while (true) {
            if (mostUsed(state)) {
                throw new IllegalStateException(
                        "vector " + vector + " is used 65535 times: once more cannot be counted");
            }
            int found = memory.compareAndExchange32(Mode.RELEASE, at, state, state + USE);
            if (found == state) {
                return;
            }
            state = found;
        }
    }

    /**
     * The device stops to use {@code vector}; with the last use goes what is pending (M4). Without use nothing.
     *
     * @throws IllegalArgumentException if the table has no such vector
     */
    public void release(int vector) {
        int at = layout.state(vector);
        while (true) {
            int state = memory.load32(Mode.OPAQUE, at);
            if (!used(state)) {
                return;
            }
            int next = state - USE;
            if (memory.compareAndExchange32(Mode.RELEASE, at, state, used(next) ? next : next & ~PENDING) == state) {
                return;
            }
        }
    }

    /**
     * Software writes Message Control. Closing the function returns when nothing is being sent any more.
     *
     * @param enable MSI-X Enable
     * @param functionMask Function Mask
     */
    @Override
    public void control(boolean enable, boolean functionMask) {
        startControl(enable, functionMask);
        while (!isQuiet()) {
            Thread.onSpinWait();
        }
    }

    /** MSI-X Enable, as software wrote it last. */
    public boolean isEnabled() {
        return (memory.load32(Mode.OPAQUE, layout.function()) & ENABLE) != 0;
    }

    /** Function Mask, likewise. */
    public boolean isFunctionMasked() {
        return (memory.load32(Mode.OPAQUE, layout.function()) & FUNCTION_MASK) != 0;
    }

    /** {@link #control} without waiting; it has taken effect once {@link #isQuiet}. */
    public void startControl(boolean enable, boolean functionMask) {
        int before = memory.load32(Mode.OPAQUE, layout.function());
        int now = (enable ? ENABLE : 0) | (functionMask ? FUNCTION_MASK : 0);
        if (!blocked(now)) {
            memory.storeFence(MsixSite.U2);
        }
        memory.store32(Mode.OPAQUE, layout.function(), now);
        if (blocked(before) && !blocked(now)) {
            memory.fullFence(MsixSite.U1);
            for (int vector = 0; vector < layout.vectors(); vector++) {
                if (claim(vector)) {
                    deliver(vector);
                }
            }
        } else if (!blocked(before) && blocked(now)) {
            memory.fullFence(MsixSite.U3);
        }
    }

    /** Whether the function is open, or closed with no message being sent. */
    public boolean isQuiet() {
        if (!blocked(memory.load32(Mode.OPAQUE, layout.function()))) {
            return true;
        }
        for (int vector = 0; vector < layout.vectors(); vector++) {
            if ((memory.load32(Mode.ACQUIRE, layout.state(vector)) & SENDING) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Software writes Memory Space Enable: whether table and PBA answer at all (M9). */
    public void decode(boolean on) {
        memory.store32(Mode.OPAQUE, layout.decode(), on ? 1 : 0);
    }

    /** As after power on, except that the device uses the vectors that it used before. */
    @Override
    public void reset() {
        decode(false);
        control(false, false);
        for (int vector = 0; vector < layout.vectors(); vector++) {
            for (int i = 0; i < CONTROL; i++) {
                memory.store32(Mode.OPAQUE, layout.dword(vector, i), 0);
            }
            memory.store32(Mode.OPAQUE, layout.dword(vector, CONTROL), MASKED);
            memory.getAndUpdate32(Mode.ACQUIRE, Update.OR, layout.state(vector), MASKED);
            memory.getAndUpdate32(Mode.RELEASE, Update.AND, layout.state(vector), ~PENDING);
        }
    }

    /** What is wrong with an access of {@code size} bytes at {@code offset} of a structure; {@code DONE} if nothing. */
    @Override
    public MsixAccess check(MsixRegion region, int offset, int size, boolean write) {
        if (memory.load32(Mode.OPAQUE, layout.decode()) == 0) {
            return MsixAccess.DECODE_OFF;
        } else if (size != Integer.BYTES && size != Long.BYTES) {
            return MsixAccess.SIZE;
        } else if (offset % size != 0) {
            return MsixAccess.ALIGNMENT;
        } else if (offset < 0 || offset > layout.bytes(region) - size) {
            return MsixAccess.RANGE;
        }
        return write && region == MsixRegion.PBA ? MsixAccess.READ_ONLY : MsixAccess.DONE;
    }

    /**
     * Software reads. It returns when no message is on its way any more that an earlier mask should have stopped (M7).
     *
     * @param size in bytes; whatever it is, the access is answered
     * @return the value, or what refused reads give, in the low bits; {@link #check} says which
     */
    @Override
    public long read(MsixRegion region, int offset, int size) {
        if (check(region, offset, size, false) != MsixAccess.DONE) {
            return cut(refused, size);
        }
        while (!isSettled()) {
            Thread.onSpinWait();
        }
        long low = dword(region, offset) & 0xffff_ffffL;
        return size == Integer.BYTES ? low : (long) dword(region, offset + Integer.BYTES) << Integer.SIZE | low;
    }

    static long cut(long value, int size) {
        if (size <= 0) {
            return 0;
        }
        return size >= Long.BYTES ? value : value & -1L >>> Long.SIZE - Byte.SIZE * size;
    }

    /** Whether no message is on its way any more whose vector was masked before. What a read waits for. */
    public boolean isSettled() {
        return memory.load32(Mode.ACQUIRE, layout.orphans()) == 0;
    }

    private int dword(MsixRegion region, int offset) {
        if (region == MsixRegion.PBA) {
            return pending(offset * Byte.SIZE);
        }
        int vector = offset / MsixLayout.ENTRY;
        int index = offset % MsixLayout.ENTRY / Integer.BYTES;
        int written = memory.load32(Mode.OPAQUE, layout.dword(vector, index));
        return index == CONTROL
                ? written & ~MASKED | memory.load32(Mode.OPAQUE, layout.state(vector)) & MASKED
                : written;
    }

    private int pending(int first) {
        int bits = 0;
        int last = Math.min(first + Integer.SIZE, layout.vectors());
        for (int vector = first; vector < last; vector++) {
            if ((memory.load32(Mode.OPAQUE, layout.state(vector)) & PENDING) != 0) {
                bits |= 1 << vector - first;
            }
        }
        return bits;
    }

    /**
     * Software writes; a qword as its two double words, the low one first (M6).
     *
     * @param size in bytes
     * @param value in the low bits
     */
    @Override
    public MsixAccess write(MsixRegion region, int offset, int size, long value) {
        MsixAccess access = check(region, offset, size, true);
        if (access == MsixAccess.DONE) {
            put(offset, (int) value);
            if (size == Long.BYTES) {
                put(offset + Integer.BYTES, (int) (value >>> Integer.SIZE));
            }
        }
        return access;
    }

    private void put(int offset, int value) {
        int vector = offset / MsixLayout.ENTRY;
        int index = offset % MsixLayout.ENTRY / Integer.BYTES;
        memory.store32(Mode.OPAQUE, layout.dword(vector, index), value);
        if (index == CONTROL && (value & MASKED) != 0) {
            mask(vector);
        } else if (index == CONTROL) {
            unmask(vector);
        }
    }

    /** Masks a vector; a message that is being sent is counted as an orphan until it is out. */
    private void mask(int vector) {
        int at = layout.state(vector);
        while (true) {
            int state = memory.load32(Mode.OPAQUE, at);
            boolean orphans = (state & (SENDING | ORPHAN)) == SENDING;
            if (orphans) { // before it is marked: whoever gives the vector back counts it out
                memory.getAndUpdate32(Mode.RELEASE, Update.ADD, layout.orphans(), 1);
            }
            int next = state | MASKED | (orphans ? ORPHAN : 0);
            if (memory.compareAndExchange32(Mode.ACQUIRE, at, state, next) == state) {
                return;
            }
            if (orphans) {
                memory.getAndUpdate32(Mode.RELEASE, Update.ADD, layout.orphans(), -1);
            }
        }
    }

    /** Unmasks a vector and sends what is pending; does nothing if it was not masked (M3). */
    private void unmask(int vector) {
        memory.storeFence(MsixSite.U2);
        int before = memory.getAndUpdate32(Mode.ACQUIRE, Update.AND, layout.state(vector), ~MASKED);
        if ((before & (MASKED | PENDING)) == (MASKED | PENDING)) {
            memory.fullFence(MsixSite.U4);
            if (claim(vector)) {
                deliver(vector);
            }
        }
    }
}
