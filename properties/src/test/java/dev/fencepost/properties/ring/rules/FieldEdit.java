package dev.fencepost.properties.ring.rules;

import dev.fencepost.impl.memory.SharedMemory;

/** One field, and what becomes of its value: makes a {@link FieldMutant}. */
@FunctionalInterface
interface FieldEdit {
    /** What stands for {@code value}. */
    long of(FieldMutant memory, long value);

    /** Whoever stores into the field at {@code at}, of {@code width} bytes, stores what the edit makes of it. */
    static SharedMemory storing(SharedMemory memory, int at, int count, int stride, int width, FieldEdit edit) {
        return new FieldMutant(memory) {
            @Override
            long stored(int offset, int bytes, long value) {
                return hit(offset, bytes, at, count, stride, width) ? edit.of(this, value) : value;
            }
        };
    }

    /** Whoever loads such a field uses what the edit makes of it. */
    static SharedMemory loading(SharedMemory memory, int at, int count, int stride, int width, FieldEdit edit) {
        return new FieldMutant(memory) {
            @Override
            long loaded(int offset, int bytes, long value) {
                return hit(offset, bytes, at, count, stride, width) ? edit.of(this, value) : value;
            }
        };
    }

    private static boolean hit(int offset, int bytes, int at, int count, int stride, int width) {
        int behind = offset - at;
        return bytes == width && behind >= 0 && behind % stride == 0 && behind / stride < count;
    }
}
