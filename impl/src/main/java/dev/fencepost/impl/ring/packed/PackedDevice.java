package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.InflightLog;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;

/**
 * The device's end of a packed virtqueue: takes buffers and gives them back used. Shared accesses and their order are
 * those of QEMU, but for its own event structure, which it writes by one store. Buffers may be used in any order,
 * unless IN_ORDER was negotiated.
 */
public final class PackedDevice extends PackedEnd implements RingDevice {
    /** The first position: offset 0, wrap counter 1. */
    private static final int FIRST = 1 << 15;

    /** What another device has announced last. */
    private static final int UNKNOWN = -1;

    private final boolean inPlace;
    private final PackedWalker walker;
    private final PackedHeld held;
    private final PackedInflight inflight;
    private int eventFlags;
    /** How many of the newest buffers were taken from the ring by this device, at most a queue size. */
    private int undoable;

    /**
     * A device on a ring that its driver has reset. Touches no memory yet.
     *
     * @param window where buffers and indirect tables may lie
     * @throws IllegalArgumentException if ring or window reach outside the memory
     */
    public PackedDevice(
            SharedMemory memory,
            PackedLayout layout,
            PackedFeatures features,
            BufferWindow window,
            DevicePolicy policy) {
        this(memory, layout, features, window, policy, null);
    }

    /**
     * A device that writes down what it holds. Touches neither ring nor log: to begin, {@link #reset} or
     * {@link #recover} it.
     *
     * @param log of this queue; null for none
     * @throws IllegalArgumentException if ring or window reach outside the memory, or the log is of another size
     */
    public PackedDevice(
            SharedMemory memory,
            PackedLayout layout,
            PackedFeatures features,
            BufferWindow window,
            DevicePolicy policy,
            InflightLog log) {
        super(memory, layout, features, window, false);
        inPlace = policy.inPlace();
        inflight = log == null ? null : new PackedInflight(size, log);
        walker = new PackedWalker(layout, features, window, policy, inflight);
        held = new PackedHeld(size);
        if (log == null) {
            reset();
        }
    }

    @Override
    public void reset() {
        forget(FIRST);
        eventFlags = ENABLE;
        restart();
    }

    private void forget(int position) {
        held.clear();
        undoable = 0;
        if (inflight != null) {
            inflight.restart(position);
        }
    }

    @Override
    public int base() {
        requireSound();
        int peer = ahead(0);
        if (held.count() != 0 || slotsLeft() != 0 || hasStaged() || peer != ownPosition()) {
            throw new IllegalStateException("buffers are taken or staged: give them back first");
        }
        return ownPosition() << 16 | peer;
    }

    @Override
    public void resume(int base) {
        requirePosition(base & 0xffff);
        if (base >>> 16 != (base & 0xffff)) {
            throw new IllegalArgumentException("base " + base + " has buffers taken and not used: recover from a log");
        }
        forget(base >>> 16);
        eventFlags = UNKNOWN;
        restart(base >>> 16, base & 0xffff);
    }

    /**
     * The USED bit of the slot that was being shown says whether it has been: it is that of the lap from then on, also
     * when the driver has made the slot available again.
     */
    @Override
    public void recover() {
        if (inflight == null) {
            throw new IllegalStateException("a device without an inflight log cannot know what another one held");
        }
        SharedMemory memory = this.memory;
        int from = inflight.from();
        int to = inflight.to();
        int bits = memory.load16(Mode.OPAQUE, slot(from & FIRST - 1) + PackedDescriptor.FLAGS);
        boolean shown = from != to && (bits & PackedDescriptor.USED) != 0 == ((from & FIRST) != 0);
        int used = shown ? to : from;
        held.clear();
        undoable = 0;
        inflight.settle(shown, used);
        hide(memory, used, inflight.slotsLeft());
        eventFlags = UNKNOWN;
        restart(used, advanced(used, inflight.slotsLeft()));
    }

    /**
     * What was staged behind a descriptor that was never shown must not show when another one is in its place: none of
     * the {@code count} slots from there on, which are this side's, is used.
     */
    private void hide(SharedMemory memory, int used, int count) {
        int position = used;
        for (int i = 0; i < count; i++) {
            int at = slot(position & FIRST - 1) + PackedDescriptor.FLAGS;
            int flags = memory.load16(Mode.OPAQUE, at);
            int lap = (position & FIRST) != 0 ? PackedDescriptor.BITS : 0;
            if ((flags & PackedDescriptor.BITS) == lap) {
                memory.store16(Mode.OPAQUE, at, flags ^ PackedDescriptor.USED);
            }
            position = advanced(position, 1);
        }
    }

    private int slotsLeft() {
        return inflight == null ? 0 : inflight.slotsLeft();
    }

    /** A buffer that another device had taken: is checked anew, as it was written down, like any other. */
    private int takeAgain(SharedMemory memory, Segments into) {
        if (!walker.walkAgain(memory, inflight.oldestLeft(), into)) {
            throw broken(walker.fault(), walker.faultValue());
        }
        int number = held.add(walker.id(), walker.slots(), into.writableBytes());
        inflight.takeAgain(number);
        return number;
    }

    @Override
    public int take(Segments into) {
        requireSound();
        if (into.capacity() < size) {
            throw new IllegalArgumentException("room for " + into.capacity() + " segments, expected " + size);
        }
        SharedMemory memory = this.memory;
        if (slotsLeft() != 0) {
            return takeAgain(memory, into);
        }
        int flags = look(memory);
        if (!shows(flags)) {
            return NONE;
        }
        int room = size - held.slots() - staged();
        if (room == 0) {
            throw broken(RingFault.AVAILABLE_WHILE_HELD, followed);
        }
        memory.loadFence(PackedSite.PV1);
        if (!walker.walk(memory, followed, flags, room, into)) {
            throw broken(walker.fault(), walker.faultValue());
        }
        follow(walker.slots());
        int number = held.add(walker.id(), walker.slots(), into.writableBytes());
        if (inflight != null) {
            inflight.take(number, walker.id());
        }
        undoable = Math.min(undoable + 1, size);
        return number;
    }

    @Override
    public void untake(int buffer) {
        requireSound();
        if (undoable == 0 || !held.isNewest(buffer)) {
            throw new IllegalArgumentException("buffer " + buffer + " is not the newest one taken");
        }
        if (inflight != null) {
            inflight.untake(buffer);
        }
        unfollow(held.untake(buffer));
        undoable--;
    }

    @Override
    public void use(int buffer, long length) {
        SharedMemory memory = this.memory;
        stage(memory, buffer, length);
        publish(memory);
    }

    @Override
    public void stage(int buffer, long length) {
        stage(memory, buffer, length);
    }

    private void stage(SharedMemory memory, int buffer, long length) {
        requireSound();
        held.require(buffer, length);
        if (inOrder && held.oldest() != buffer) {
            throw new IllegalArgumentException("buffer " + buffer + " is not the oldest one taken (S9)");
        }
        writeUsed(memory, buffer, length);
        stageFirstOf(memory, release(buffer), usedFlags(length));
    }

    private int release(int buffer) {
        if (inflight != null) {
            inflight.release(buffer);
        }
        return held.release(buffer, inOrder);
    }

    @Override
    public void useBatch(int count, long lastLength) {
        requireSound();
        if (!inOrder || count < 1 || count > held.count()) {
            throw new IllegalArgumentException("no batch of " + count + " buffers to give back in order");
        }
        SharedMemory memory = this.memory;
        int last = held.nth(count);
        held.require(last, lastLength);
        writeUsed(memory, last, lastLength);
        int slots = 0;
        for (int i = 0; i < count; i++) {
            slots += release(held.oldest());
        }
        stageFirstOf(memory, slots, usedFlags(lastLength));
        publish(memory);
    }

    private void writeUsed(SharedMemory memory, int buffer, long length) {
        int at = slot(next);
        memory.store32(Mode.PLAIN, at + PackedDescriptor.LENGTH, (int) length);
        memory.store16(Mode.PLAIN, at + PackedDescriptor.ID, held.id(buffer));
    }

    /** WRITE of a used descriptor says that something was written (VIRTIO 1.3 section 2.8.3). */
    private static int usedFlags(long length) {
        return length == 0 ? 0 : Descriptor.WRITE;
    }

    @Override
    public void publish() {
        requireSound();
        publish(memory);
    }

    private void publish(SharedMemory memory) {
        if (hasStaged()) {
            if (inflight != null) {
                inflight.beginShow(ownPosition(), staging());
            }
            if (inPlace) {
                memory.releaseFence(PackedSite.PV6);
            }
            memory.storeFence(PackedSite.PV2);
            show(memory);
            if (inflight != null) {
                inflight.endShow(ownPosition());
            }
        }
    }

    @Override
    public boolean needsInterrupt() {
        requireSound();
        SharedMemory memory = this.memory;
        int count = decide(memory, PackedSite.PV3);
        if (count == 0) {
            return false;
        }
        int flags = memory.load16(Mode.OPAQUE, eventFlags(peerEvent));
        if (!isByPosition(flags)) {
            return isWanted(flags);
        }
        memory.loadFence(PackedSite.PV5);
        return isPassed(memory.load16(Mode.OPAQUE, peerEvent), count);
    }

    @Override
    public void interrupted() {
        told();
    }

    @Override
    public void disableKicks() {
        requireSound();
        if (eventFlags != DISABLE) {
            announce(DISABLE, 0);
        }
    }

    @Override
    public boolean enableKicks() {
        requireSound();
        announce(eventIdx ? DESC : ENABLE, eventIdx ? ahead(0) : 0);
        SharedMemory memory = this.memory;
        memory.fullFence(PackedSite.PV4);
        return !shows(look(memory)) && slotsLeft() == 0;
    }

    /** Flags and position by one store, so that no order among them is needed. */
    private void announce(int flags, int position) {
        eventFlags = flags;
        memory.store32(Mode.OPAQUE, ownEvent, flags << 16 | position);
    }

    @Override
    public int taken() {
        return held.count();
    }
}
