package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.InflightLog;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;

/**
 * The device's end of a split virtqueue: takes buffers and gives them back used. Shared accesses and their order are
 * those of vhost. Buffers may be used in any order, unless IN_ORDER was negotiated.
 */
public final class SplitDevice extends SplitEnd implements RingDevice {
    private final int availRing;
    private final int usedRing;
    private final boolean inPlace;
    private final boolean clampJumps;
    private final ChainWalker walker;

    private final SplitHeld held;
    /** How many of the newest buffers were taken from the ring by this device, at most a queue size. */
    private int undoable;

    /**
     * A device on a ring that its driver has reset. Touches no memory yet.
     *
     * @param window where buffers and indirect tables may lie
     * @throws IllegalArgumentException if ring or window reach outside the memory
     */
    public SplitDevice(
            SharedMemory memory, SplitLayout layout, SplitFeatures features, BufferWindow window, DevicePolicy policy) {
        this(memory, layout, features, window, policy, null);
    }

    /**
     * A device that writes down what it holds. Touches neither ring nor log: to begin, {@link #reset} or
     * {@link #recover} it.
     *
     * @param log of this queue; null for none
     * @throws IllegalArgumentException if ring or window reach outside the memory, or the log is of another size
     */
    public SplitDevice(
            SharedMemory memory,
            SplitLayout layout,
            SplitFeatures features,
            BufferWindow window,
            DevicePolicy policy,
            InflightLog log) {
        super(memory, layout, features, window, false);
        availRing = layout.availRing(0);
        usedRing = layout.usedRing(0);
        inPlace = policy.inPlace();
        clampJumps = policy.indexJump() == DevicePolicy.IndexJump.CLAMP;
        walker = new ChainWalker(layout, features, window, policy);
        held = new SplitHeld(layout.size(), log);
        if (log == null) {
            reset();
        }
    }

    @Override
    public void reset() {
        held.restart(firstIndex());
        undoable = 0;
        restart();
    }

    @Override
    public int base() {
        requireSound();
        if (followed != published) {
            throw new IllegalStateException("buffers are taken or staged: give them back first");
        }
        return followed;
    }

    @Override
    public void resume(int base) {
        if (base < 0 || base > 0xffff) {
            throw new IllegalArgumentException("base " + base + " is not from 0 to 65535");
        }
        restart(base, base);
        int used = loadOwnIndex();
        if (used != base) {
            throw broken(RingFault.USED_INDEX_CHANGED, used);
        }
        held.restart(base);
        undoable = 0;
    }

    @Override
    public void recover() {
        int used = loadOwnIndex();
        int left = held.recover(used);
        if (left < 0) {
            throw broken(RingFault.USED_INDEX_CHANGED, used);
        }
        // Whatever was taken is held or has been used, so that this is how far avail.idx was followed.
        restart(used, used + left & 0xffff);
        undoable = 0;
        for (int i = 0; i < left; i++) {
            order[used + i & mask] = held.left(i);
        }
    }

    /** A buffer that another device had taken: is fetched and checked anew, like any other. */
    private int takeAgain(SharedMemory memory, Segments into) {
        int head = held.oldestLeft();
        if (!walker.walk(memory, head, into)) {
            throw broken(walker.fault(), walker.faultValue());
        }
        held.takeAgain(head, into.writableBytes());
        return head;
    }

    @Override
    public int waiting() {
        return super.waiting() + held.left();
    }

    @Override
    public int take(Segments into) {
        requireSound();
        SharedMemory memory = this.memory;
        if (into.capacity() <= mask) {
            throw new IllegalArgumentException("room for " + into.capacity() + " segments, expected " + (mask + 1));
        }
        if (held.left() != 0) {
            return takeAgain(memory, into);
        }
        if (!availWaiting(memory)) {
            return NONE;
        }
        int slot = followed & mask;
        int head = memory.load16(Mode.PLAIN, availRing + 2 * slot);
        if (head > mask) {
            throw broken(RingFault.HEAD_OUT_OF_RANGE, head);
        }
        if (held.isInFlight(head)) {
            throw broken(RingFault.HEAD_IN_FLIGHT, head);
        }
        if (!walker.walk(memory, head, into)) {
            throw broken(walker.fault(), walker.faultValue());
        }
        held.take(head, into.writableBytes());
        order[slot] = head;
        followed = followed + 1 & 0xffff;
        undoable = Math.min(undoable + 1, mask + 1);
        return head;
    }

    @Override
    public void untake(int head) {
        requireSound();
        int before = followed - 1 & 0xffff;
        if (undoable == 0 || !held.isTaken(head) || order[before & mask] != head) {
            throw new IllegalArgumentException("head " + head + " is not the newest one taken");
        }
        held.untake(head);
        followed = before;
        undoable--;
    }

    /** Whether avail.idx covers a buffer not taken, with its ring entry ordered behind the index (S3). */
    private boolean availWaiting(SharedMemory memory) {
        if (kept == followed) {
            look(memory);
            if (kept == followed) {
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
    private void look(SharedMemory memory) {
        int idx = loadPeerIndex(memory);
        if (idx == kept) {
            return;
        }
        int room = mask + 1 - (kept - followed & 0xffff);
        if ((idx - kept & 0xffff) > room) {
            if (!clampJumps) {
                throw broken(RingFault.AVAIL_INDEX_JUMP, idx);
            }
            idx = kept + room & 0xffff;
        }
        keep(idx);
    }

    @Override
    public void use(int head, long length) {
        SharedMemory memory = this.memory;
        stage(memory, head, length);
        publish(memory);
    }

    @Override
    public void stage(int head, long length) {
        stage(memory, head, length);
    }

    private void stage(SharedMemory memory, int head, long length) {
        requireSound();
        held.require(head, length);
        if (inOrder && order[staged & mask] != head) {
            throw new IllegalArgumentException("head " + head + " is not the oldest one taken (S9)");
        }
        writeUsed(memory, head, length);
        held.release(head);
        staged = staged + 1 & 0xffff;
    }

    @Override
    public void useBatch(int count, long lastLength) {
        requireSound();
        if (!inOrder || count < 1 || count > taken()) {
            throw new IllegalArgumentException("no batch of " + count + " buffers to give back in order");
        }
        int last = order[staged + count - 1 & mask];
        held.require(last, lastLength);
        writeUsed(memory, last, lastLength);
        for (int i = 0; i < count; i++) {
            held.release(order[staged + i & mask]);
        }
        staged = staged + count & 0xffff;
        publish();
    }

    private void writeUsed(SharedMemory memory, int head, long length) {
        int at = usedRing + SplitLayout.USED_ELEMENT * (staged & mask);
        memory.store64(Mode.PLAIN, at, head | length << 32);
    }

    @Override
    public void publish() {
        requireSound();
        publish(memory);
    }

    private void publish(SharedMemory memory) {
        int count = staged - published & 0xffff;
        if (count != 0) {
            held.beginShow(published, staged);
            if (inPlace) {
                memory.releaseFence(SplitSite.V6);
            }
            memory.storeFence(SplitSite.V2);
            move(memory, count);
            held.endShow(published);
        }
    }

    @Override
    public boolean needsInterrupt() {
        requireSound();
        return isWanted(SplitSite.V3);
    }

    @Override
    public void interrupted() {
        told();
    }

    /** Asks for no kicks; a hint, one may still come. With EVENT_IDX the event index just stays behind (S7). */
    @Override
    public void disableKicks() {
        requireSound();
        suppress();
    }

    @Override
    public boolean enableKicks() {
        requireSound();
        ask(followed);
        memory.fullFence(SplitSite.V4);
        look(memory);
        return kept == followed && held.left() == 0;
    }

    @Override
    public int taken() {
        return (followed - staged & 0xffff) - held.left();
    }
}
