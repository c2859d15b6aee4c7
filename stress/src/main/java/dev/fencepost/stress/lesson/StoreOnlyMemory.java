package dev.fencepost.stress.lesson;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/** Memory of a side that only publishes: whatever loads is refused. */
abstract class StoreOnlyMemory extends SharedMemory {
    @Override
    public final int load16(Mode mode, int offset) {
        throw refusal();
    }

    @Override
    public final int load32(Mode mode, int offset) {
        throw refusal();
    }

    @Override
    public final long load64(Mode mode, int offset) {
        throw refusal();
    }

    @Override
    public final int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        throw refusal();
    }

    @Override
    public final int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        throw refusal();
    }

    @Override
    public final long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        throw refusal();
    }

    @Override
    public final int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        throw refusal();
    }

    @Override
    public final int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        throw refusal();
    }

    @Override
    public final long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        throw refusal();
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("this side only publishes");
    }
}
