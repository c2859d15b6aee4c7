package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.memory.Update;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Memory in a plain array, a cell for each aligned 4 bytes: each access is one to one element, so that several threads
 * can share it. A field must always be accessed with the same width. Modes and fences do nothing.
 */
class CellMemory extends WideMemory {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] cells;

    /** Zeroed memory of so many bytes. */
    CellMemory(int size) {
        cells = new long[size / 4];
    }

    private static int cell(int offset) {
        return offset >> 2;
    }

    @Override
    public int size() {
        return 4 * cells.length;
    }

    @Override
    public int load32(Mode mode, int offset) {
        return (int) cells[cell(offset)];
    }

    @Override
    public long load64(Mode mode, int offset) {
        return cells[cell(offset)];
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        cells[cell(offset)] = value;
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        cells[cell(offset)] = value;
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        return (int) compareAndExchange64(mode, offset, expected, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        return (long) CELL.compareAndExchange(cells, cell(offset), expected, value);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        return (int) getAndUpdate64(mode, update, offset, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        long found = cells[cell(offset)];
        long seen = compareAndExchange64(mode, offset, found, update.apply(found, operand));
        while (seen != found) {
            found = seen;
            seen = compareAndExchange64(mode, offset, found, update.apply(found, operand));
        }
        return found;
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
