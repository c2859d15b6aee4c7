package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;

/** Loads of one field return one more than was stored. */
public final class OffByOne extends Recorder {
    private final int offset;

    public OffByOne(SharedMemory memory, int offset) {
        super(memory);
        this.offset = offset;
    }

    @Override
    public void record(Event event) {}

    @Override
    public int load16(Mode mode, int at) {
        return at == offset ? super.load16(mode, at) + 1 & 0xffff : super.load16(mode, at);
    }

    @Override
    public int load32(Mode mode, int at) {
        int value = super.load32(mode, at);
        return at <= offset && offset < at + 4 ? value + (1 << 8 * (offset - at)) : value;
    }

    @Override
    public long load64(Mode mode, int at) {
        long value = super.load64(mode, at);
        return at <= offset && offset < at + 8 ? value + (1L << 8 * (offset - at)) : value;
    }
}
