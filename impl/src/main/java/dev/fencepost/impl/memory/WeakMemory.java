package dev.fencepost.impl.memory;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** {@link BarrierPolicy#WEAK}: smp_rmb, smp_wmb, smp_mb. */
final class WeakMemory extends MappedMemory {
    private WeakMemory(ByteBuffer buffer) {
        super(buffer);
    }

    static MappedMemory on(ByteBuffer buffer) {
        return new WeakMemory(buffer);
    }

    @Override
    public void loadFence(Site site) {
        VarHandle.loadLoadFence();
    }

    @Override
    public void storeFence(Site site) {
        VarHandle.storeStoreFence();
    }

    @Override
    public void releaseFence(Site site) {
        VarHandle.releaseFence();
    }

    @Override
    public void fullFence(Site site) {
        VarHandle.fullFence();
    }
}
