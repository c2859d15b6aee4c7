package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import java.util.function.UnaryOperator;

/** A recorder with something between it and the side it records: a broken variant that is not the side's own fault. */
final class AlteredRecorder extends Recorder {
    private final SharedMemory altered;

    AlteredRecorder(SharedMemory memory, UnaryOperator<SharedMemory> alteration) {
        super(memory);
        altered = alteration.apply(new Plain());
    }

    @Override
    public int load16(Mode mode, int offset) {
        return altered.load16(mode, offset);
    }

    @Override
    public int load32(Mode mode, int offset) {
        return altered.load32(mode, offset);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return altered.load64(mode, offset);
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        altered.store16(mode, offset, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        altered.store32(mode, offset, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        altered.store64(mode, offset, value);
    }

    /** What the alteration works on: the recorder as it is. */
    private final class Plain extends SharedMemory {
        @Override
        public int size() {
            return AlteredRecorder.super.size();
        }

        @Override
        public int load16(Mode mode, int offset) {
            return AlteredRecorder.super.load16(mode, offset);
        }

        @Override
        public int load32(Mode mode, int offset) {
            return AlteredRecorder.super.load32(mode, offset);
        }

        @Override
        public long load64(Mode mode, int offset) {
            return AlteredRecorder.super.load64(mode, offset);
        }

        @Override
        public void store16(Mode mode, int offset, int value) {
            AlteredRecorder.super.store16(mode, offset, value);
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            AlteredRecorder.super.store32(mode, offset, value);
        }

        @Override
        public void store64(Mode mode, int offset, long value) {
            AlteredRecorder.super.store64(mode, offset, value);
        }

        @Override
        public void loadFence(Site site) {
            AlteredRecorder.super.loadFence(site);
        }

        @Override
        public void storeFence(Site site) {
            AlteredRecorder.super.storeFence(site);
        }

        @Override
        public void releaseFence(Site site) {
            AlteredRecorder.super.releaseFence(site);
        }

        @Override
        public void fullFence(Site site) {
            AlteredRecorder.super.fullFence(site);
        }
    }
}
