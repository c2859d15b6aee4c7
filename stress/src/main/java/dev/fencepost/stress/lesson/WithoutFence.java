package dev.fencepost.stress.lesson;

import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Site;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/** Off-heap memory with smp fences everywhere but at one site. */
public final class WithoutFence extends MappedMemory {
    private final Site missing;

    public WithoutFence(ByteBuffer buffer, Site missing) {
        super(buffer);
        this.missing = missing;
    }

    @Override
    public void loadFence(Site site) {
        if (site != missing) {
            VarHandle.loadLoadFence();
        }
    }

    @Override
    public void storeFence(Site site) {
        if (site != missing) {
            VarHandle.storeStoreFence();
        }
    }

    @Override
    public void releaseFence(Site site) {
        if (site != missing) {
            VarHandle.releaseFence();
        }
    }

    @Override
    public void fullFence(Site site) {
        if (site != missing) {
            VarHandle.fullFence();
        }
    }
}
