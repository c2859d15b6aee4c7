package dev.fencepost.impl.memory;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** {@link BarrierPolicy#PLATFORM}: the strongest fence that Java has, everywhere. */
final class PlatformMemory extends MappedMemory {
    private PlatformMemory(ByteBuffer buffer) {
        super(buffer);
    }

    static MappedMemory on(ByteBuffer buffer) {
        return new PlatformMemory(buffer);
    }

    @Override
    public void loadFence(Site site) {
        VarHandle.fullFence();
    }

    @Override
    public void storeFence(Site site) {
        VarHandle.fullFence();
    }

    @Override
    public void releaseFence(Site site) {
        VarHandle.fullFence();
    }

    @Override
    public void fullFence(Site site) {
        VarHandle.fullFence();
    }
}
