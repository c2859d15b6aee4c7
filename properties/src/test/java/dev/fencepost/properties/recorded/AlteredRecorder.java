package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;
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

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        return altered.compareAndExchange16(mode, offset, expected, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        return altered.compareAndExchange32(mode, offset, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        return altered.compareAndExchange64(mode, offset, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        return altered.getAndUpdate16(mode, update, offset, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        return altered.getAndUpdate32(mode, update, offset, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        return altered.getAndUpdate64(mode, update, offset, operand);
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
        public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
            return AlteredRecorder.super.compareAndExchange16(mode, offset, expected, value);
        }

        @Override
        public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
            return AlteredRecorder.super.compareAndExchange32(mode, offset, expected, value);
        }

        @Override
        public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
            return AlteredRecorder.super.compareAndExchange64(mode, offset, expected, value);
        }

        @Override
        public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
            return AlteredRecorder.super.getAndUpdate16(mode, update, offset, operand);
        }

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            return AlteredRecorder.super.getAndUpdate32(mode, update, offset, operand);
        }

        @Override
        public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
            return AlteredRecorder.super.getAndUpdate64(mode, update, offset, operand);
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
