package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/** Memory for a dispatcher, whose fields all have 32 bits or 64: an access of 16 is refused, whatever its kind. */
abstract class WideMemory extends SharedMemory {
    @Override
    public final int load16(Mode mode, int offset) {
        throw refusal();
    }

    @Override
    public final void store16(Mode mode, int offset, int value) {
        throw refusal();
    }

    @Override
    public final int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        throw refusal();
    }

    @Override
    public final int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        throw refusal();
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException("a dispatcher has no fields of 16 bits");
    }
}
