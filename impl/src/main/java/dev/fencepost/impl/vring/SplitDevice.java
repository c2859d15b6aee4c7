package dev.fencepost.impl.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * The device's end of a split virtqueue: takes buffers and gives them back used. Shared accesses and their order are
 * those of vhost. Buffers may be used in any order, unless IN_ORDER was negotiated.
 *
 * <p>For one thread. Every operation but {@link #reset} throws {@link BrokenRingException} once the driver has broken a
 * rule.
 */
public final class SplitDevice {
    /** What {@link #take} returns where there is nothing. */
    public static final int NONE = -1;

    private static final int NO_INTERRUPT = 1;
    private static final int NO_NOTIFY = 1;
    private static final long NOT_TAKEN = -1;

    private final SharedMemory memory;
    private final int mask;
    private final int availIdx;
    private final int usedIdx;
    private final int usedEvent;
    private final int availEvent;
    private final int availFlags;
    private final int usedFlags;
    private final int availRing;
    private final int usedRing;
    private final boolean eventIdx;
    private final boolean inOrder;
    private final int firstIndex;
    private final boolean inPlace;
    private final boolean clampJumps;
    private final ChainWalker walker;

    /** Writable bytes of each head in flight here. */
    private final long[] writable;
    /** The heads taken, by slot: what IN_ORDER goes by. */
    private final int[] order;

    private int taken;
    private int kept;
    private boolean keptOrdered;
    private int staged;
    private int used;
    private int usedSinceDecision;
    private BrokenRingException broken;

    /**
     * A device on a ring that its driver has reset. Touches no memory yet.
     *
     * @param window where buffers and indirect tables may lie
     * @throws IllegalArgumentException if ring or window reach outside the memory
     */
    public SplitDevice(
            SharedMemory memory, SplitLayout layout, SplitFeatures features, BufferWindow window, DevicePolicy policy) {
        Checks.inside(memory, layout, window);
        this.memory = memory;
        mask = layout.size() - 1;
        availIdx = layout.availIdx();
        usedIdx = layout.usedIdx();
        usedEvent = layout.usedEvent();
        availEvent = layout.availEvent();
        availFlags = layout.availFlags();
        usedFlags = layout.usedFlags();
        availRing = layout.availRing(0);
        usedRing = layout.usedRing(0);
        eventIdx = features.eventIdx();
        inOrder = features.inOrder();
        firstIndex = features.firstIndex();
        inPlace = policy.inPlace();
        clampJumps = policy.indexJump() == DevicePolicy.IndexJump.CLAMP;
        walker = new ChainWalker(memory, layout, features, window, policy);
        writable = new long[layout.size()];
        order = new int[layout.size()];
        reset();
    }

    /** Forgets everything, as before the first buffer. The driver resets the ring itself. */
    public void reset() {
        for (int i = 0; i <= mask; i++) {
            writable[i] = NOT_TAKEN;
            order[i] = 0;
        }
        taken = firstIndex;
        kept = firstIndex;
        keptOrdered = true;
        staged = firstIndex;
        used = firstIndex;
        usedSinceDecision = 0;
        broken = null;
    }

    /**
     * Takes the next available buffer.
     *
     * @param into receives its segments; has room for a queue size of them
     * @return its head, for {@link #use}, or {@link #NONE}
     */
    public int take(Segments into) {
        requireSound();
        if (into.capacity() <= mask) {
            throw new IllegalArgumentException("room for " + into.capacity() + " segments, expected " + (mask + 1));
        }
        if (!availWaiting()) {
            return NONE;
        }
        int slot = taken & mask;
        int head = memory.load16(Mode.OPAQUE, availRing + 2 * slot);
        if (head > mask) {
            throw broken(RingFault.HEAD_OUT_OF_RANGE, head);
        }
        if (writable[head] != NOT_TAKEN) {
            throw broken(RingFault.HEAD_IN_FLIGHT, head);
        }
        if (!walker.walk(head, into)) {
            throw broken(walker.fault(), walker.faultValue());
        }
        writable[head] = into.writableBytes();
        order[slot] = head;
        taken = taken + 1 & 0xffff;
        return head;
    }

    /** Whether avail.idx covers a buffer not taken, with its ring entry ordered behind the index (S3). */
    private boolean availWaiting() {
        if (kept == taken) {
            look();
            if (kept == taken) {
                return false;
            }
            memory.loadFence(SplitSite.V1);
            keptOrdered = true;
        } else if (!keptOrdered) {
            memory.loadFence(SplitSite.V5);
            keptOrdered = true;
        }
        return true;
    }

    /** Reads avail.idx; it can only move forward, to a queue size ahead at most (S1). */
    private void look() {
        int idx = memory.load16(Mode.OPAQUE, availIdx);
        if (idx == kept) {
            return;
        }
        int room = mask + 1 - (kept - taken & 0xffff);
        if ((idx - kept & 0xffff) > room) {
            if (!clampJumps) {
                throw broken(RingFault.AVAIL_INDEX_JUMP, idx);
            }
            idx = kept + room & 0xffff;
        }
        kept = idx;
        keptOrdered = false;
    }

    /**
     * Gives a buffer back.
     *
     * @param head as {@link #take} returned it
     * @param length how many bytes from the start of its writable part were written; at most all
     * @throws IllegalArgumentException if the buffer is not taken, the length too large, or with IN_ORDER an older
     *     buffer has not been given back
     */
    public void use(int head, long length) {
        stage(head, length);
        publish();
    }

    /** As {@link #use}, but the driver sees it only with the next {@link #publish}: for batches. */
    public void stage(int head, long length) {
        requireSound();
        requireTaken(head, length);
        if (inOrder && order[staged & mask] != head) {
            throw new IllegalArgumentException("head " + head + " is not the oldest one taken (S9)");
        }
        writeUsed(head, length);
        writable[head] = NOT_TAKEN;
        staged = staged + 1 & 0xffff;
    }

    /**
     * Gives the {@code count} oldest buffers back by one used element (S9). For all but the last the driver takes it
     * that their writable part was written whole.
     *
     * @param count 1 to the buffers taken
     * @param lastLength how many bytes were written into the last of them
     * @throws IllegalArgumentException without IN_ORDER, or if there are not so many, or the length is too large
     */
    public void useBatch(int count, long lastLength) {
        requireSound();
        if (!inOrder || count < 1 || count > (taken - staged & 0xffff)) {
            throw new IllegalArgumentException("no batch of " + count + " buffers to give back in order");
        }
        int last = order[staged + count - 1 & mask];
        requireTaken(last, lastLength);
        writeUsed(last, lastLength);
        for (int i = 0; i < count; i++) {
            writable[order[staged + i & mask]] = NOT_TAKEN;
        }
        staged = staged + count & 0xffff;
        publish();
    }

    private void requireTaken(int head, long length) {
        if (head < 0 || head > mask || writable[head] == NOT_TAKEN) {
            throw new IllegalArgumentException("head " + head + " is not taken");
        }
        if (length < 0 || length > writable[head]) {
            throw new IllegalArgumentException(
                    length + " bytes written into head " + head + " with room for " + writable[head] + " (S4)");
        }
    }

    private void writeUsed(int head, long length) {
        int at = usedRing + SplitLayout.USED_ELEMENT * (staged & mask);
        memory.store32(Mode.PLAIN, at, head);
        memory.store32(Mode.PLAIN, at + 4, (int) length);
    }

    /** Shows the driver all staged buffers. */
    public void publish() {
        requireSound();
        int count = staged - used & 0xffff;
        if (count != 0) {
            if (inPlace) {
                memory.releaseFence(SplitSite.V6);
            }
            memory.storeFence(SplitSite.V2);
            used = staged;
            usedSinceDecision = Math.min(usedSinceDecision + count, 1 << 16);
            memory.store16(Mode.OPAQUE, usedIdx, used);
        }
    }

    /** Whether the driver wants to be told about what was published since this was last asked (S6, S7). */
    public boolean needsInterrupt() {
        requireSound();
        int count = usedSinceDecision;
        if (count == 0) {
            return false;
        }
        usedSinceDecision = 0;
        memory.fullFence(SplitSite.V3);
        if (eventIdx) {
            int event = memory.load16(Mode.OPAQUE, usedEvent);
            return (used - event - 1 & 0xffff) < count;
        }
        return (memory.load16(Mode.OPAQUE, availFlags) & NO_INTERRUPT) == 0;
    }

    /** Asks for no kicks; a hint, one may still come. With EVENT_IDX the event index just stays behind (S7). */
    public void disableKicks() {
        requireSound();
        if (!eventIdx) {
            memory.store16(Mode.OPAQUE, usedFlags, NO_NOTIFY);
        }
    }

    /**
     * Asks for a kick with the next available buffer.
     *
     * @return whether the caller may sleep; false where a buffer is waiting to be taken (S6)
     */
    public boolean enableKicks() {
        requireSound();
        if (eventIdx) {
            memory.store16(Mode.OPAQUE, availEvent, taken);
        } else {
            memory.store16(Mode.OPAQUE, usedFlags, 0);
        }
        memory.fullFence(SplitSite.V4);
        look();
        return kept == taken;
    }

    /** Available buffers that {@link #take} will find by the index that was read last, without reading it again. */
    public int waiting() {
        return kept - taken & 0xffff;
    }

    /** Buffers taken and not given back, staged ones not counted. */
    public int taken() {
        return taken - staged & 0xffff;
    }

    /** What the driver did wrong; null while it did nothing. */
    public RingFault fault() {
        return broken == null ? null : broken.fault();
    }

    private void requireSound() {
        if (broken != null) {
            throw broken;
        }
    }

    private BrokenRingException broken(RingFault fault, long value) {
        broken = new BrokenRingException(fault, value);
        return broken;
    }
}
