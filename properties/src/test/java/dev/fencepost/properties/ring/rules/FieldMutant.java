package dev.fencepost.properties.ring.rules;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;

/** Memory of an end that writes other values than it should, or uses others than it reads. */
class FieldMutant extends Recorder {
    private final SharedMemory memory;

    FieldMutant(SharedMemory memory) {
        super(memory);
        this.memory = memory;
    }

    /** What is used where {@code value} was read; width in bytes. */
    long loaded(int offset, int width, long value) {
        return value;
    }

    /** What is written in the place of {@code value}; width in bytes. */
    long stored(int offset, int width, long value) {
        return value;
    }

    /** What stands there now. */
    final int now(int offset) {
        return memory.load16(Mode.PLAIN, offset);
    }

    @Override
    public void record(Event event) {}

    @Override
    public int load16(Mode mode, int offset) {
        return (int) loaded(offset, 2, memory.load16(mode, offset)) & 0xffff;
    }

    @Override
    public int load32(Mode mode, int offset) {
        return (int) loaded(offset, 4, memory.load32(mode, offset) & 0xffff_ffffL);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return loaded(offset, 8, memory.load64(mode, offset));
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        memory.store16(mode, offset, (int) stored(offset, 2, value & 0xffff));
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        memory.store32(mode, offset, (int) stored(offset, 4, value & 0xffff_ffffL));
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        memory.store64(mode, offset, stored(offset, 8, value));
    }
}
