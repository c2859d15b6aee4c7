package dev.fencepost.impl.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * The device's end of a packed virtqueue: takes buffers and gives them back used. Shared accesses and their order are
 * those of QEMU, but for its own event structure, which it writes by one store. Buffers may be used in any order,
 * unless IN_ORDER was negotiated.
 */
public final class PackedDevice extends PackedEnd implements RingDevice {
    private final boolean inPlace;
    private final PackedWalker walker;
    private final PackedHeld held;
    private int eventFlags;

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
        super(memory, layout, features, window, false);
        inPlace = policy.inPlace();
        walker = new PackedWalker(layout, features, window, policy);
        held = new PackedHeld(size);
        reset();
    }

    @Override
    public void reset() {
        held.clear();
        eventFlags = ENABLE;
        restart();
    }

    @Override
    public int take(Segments into) {
        requireSound();
        if (into.capacity() < size) {
            throw new IllegalArgumentException("room for " + into.capacity() + " segments, expected " + size);
        }
        SharedMemory memory = this.memory;
        int flags = look(memory);
        if (!shows(flags)) {
            return NONE;
        }
        int room = size - held.slots();
        if (room == 0) {
            throw broken(RingFault.AVAILABLE_WHILE_HELD, followed);
        }
        memory.loadFence(PackedSite.PV1);
        if (!walker.walk(memory, followed, flags, room, into)) {
            throw broken(walker.fault(), walker.faultValue());
        }
        follow(walker.slots());
        return held.add(walker.id(), walker.slots(), into.writableBytes());
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
        stageFirstOf(memory, held.release(buffer, inOrder), usedFlags(length));
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
            slots += held.release(held.oldest(), true);
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
            if (inPlace) {
                memory.releaseFence(PackedSite.PV6);
            }
            memory.storeFence(PackedSite.PV2);
            show(memory);
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
        return !shows(look(memory));
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
