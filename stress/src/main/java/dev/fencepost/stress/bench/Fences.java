package dev.fencepost.stress.bench;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Site;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * Which fences, and how the code gets at them. Each class of memory makes its own instances, as {@link MappedMemory}
 * explains: or a benchmark of one would have them all loaded.
 */
public enum Fences {
    /** No fence at all. Wrong on every machine; the floor for the rest. */
    NONE,
    /** What one SMP system needs, as code of its own. */
    SMP,
    /** A full fence everywhere, as code of its own. */
    MANDATORY,
    /** As SMP, by a branch on a flag of the device in every fence. */
    SMP_BRANCH,
    /** As MANDATORY, by such a branch. */
    MANDATORY_BRANCH,
    /** As SMP, by a call through a table that has held other fences before. */
    SMP_INDIRECT,
    /** As MANDATORY, by such a call. */
    MANDATORY_INDIRECT;

    public MappedMemory on(ByteBuffer buffer) {
        return switch (this) {
            case NONE -> Unfenced.on(buffer);
            case SMP -> MappedMemory.of(buffer, BarrierPolicy.WEAK);
            case MANDATORY -> MappedMemory.of(buffer, BarrierPolicy.PLATFORM);
            case SMP_BRANCH -> MappedMemory.flagged(buffer, false);
            case MANDATORY_BRANCH -> MappedMemory.flagged(buffer, true);
            case SMP_INDIRECT -> Indirect.on(buffer, Indirect.smp());
            case MANDATORY_INDIRECT -> Indirect.on(buffer, Indirect.mandatory());
        };
    }

    private static final class Unfenced extends MappedMemory {
        Unfenced(ByteBuffer buffer) {
            super(buffer);
        }

        static MappedMemory on(ByteBuffer buffer) {
            return new Unfenced(buffer);
        }

        @Override
        public void loadFence(Site site) {}

        @Override
        public void storeFence(Site site) {}

        @Override
        public void releaseFence(Site site) {}

        @Override
        public void fullFence(Site site) {}
    }

    /** A table of function pointers, with so many kinds of functions seen that the JIT has to call them. */
    private static final class Indirect extends MappedMemory {
        private final Runnable load;
        private final Runnable store;
        private final Runnable release;
        private final Runnable full;

        Indirect(ByteBuffer buffer, Runnable[] table) {
            super(buffer);
            load = table[0];
            store = table[1];
            release = table[2];
            full = table[3];
        }

        static MappedMemory on(ByteBuffer buffer, Runnable[] table) {
            return new Indirect(buffer, table);
        }

        static Runnable[] smp() {
            return new Runnable[] {
                VarHandle::loadLoadFence, VarHandle::storeStoreFence, VarHandle::releaseFence, VarHandle::fullFence
            };
        }

        static Runnable[] mandatory() {
            return new Runnable[] {
                () -> VarHandle.fullFence(),
                () -> VarHandle.fullFence(),
                () -> VarHandle.fullFence(),
                () -> VarHandle.fullFence()
            };
        }

        /** Makes the call sites below see many classes, as they would in a program with many devices. */
        private static void call(Runnable fence) {
            fence.run();
        }

        static {
            for (int i = 0; i < 20_000; i++) {
                for (Runnable fence : smp()) {
                    call(fence);
                }
                for (Runnable fence : mandatory()) {
                    call(fence);
                }
            }
        }

        @Override
        public void loadFence(Site site) {
            call(load);
        }

        @Override
        public void storeFence(Site site) {
            call(store);
        }

        @Override
        public void releaseFence(Site site) {
            call(release);
        }

        @Override
        public void fullFence(Site site) {
            call(full);
        }
    }
}
