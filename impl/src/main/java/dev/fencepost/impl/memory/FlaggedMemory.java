package dev.fencepost.impl.memory;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * {@link BarrierPolicy} by a flag of the device that every fence looks at: what was proposed for Linux virtio as a
 * feature bit, and what {@code vq->weak_barriers} is today. Here to be measured beside the two that have no branch.
 */
final class FlaggedMemory extends MappedMemory {
    private final boolean platform;

    private FlaggedMemory(ByteBuffer buffer, boolean platform) {
        super(buffer);
        this.platform = platform;
    }

    static MappedMemory on(ByteBuffer buffer, boolean platform) {
        return new FlaggedMemory(buffer, platform);
    }

    @Override
    public void loadFence(Site site) {
        if (platform) {
            VarHandle.fullFence();
        } else {
            VarHandle.loadLoadFence();
        }
    }

    @Override
    public void storeFence(Site site) {
        if (platform) {
            VarHandle.fullFence();
        } else {
            VarHandle.storeStoreFence();
        }
    }

    @Override
    public void releaseFence(Site site) {
        if (platform) {
            VarHandle.fullFence();
        } else {
            VarHandle.releaseFence();
        }
    }

    @Override
    public void fullFence(Site site) {
        VarHandle.fullFence();
    }
}
