package dev.fencepost.impl.memory;

/**
 * Memory in a plain array, for single-threaded use and for Java PathFinder: no buffers, no VarHandles. Accesses happen
 * in program order, so modes and fences change nothing; a harness that wants weaker memory overrides the methods, none
 * of which calls another.
 */
public class ArrayMemory extends SharedMemory {
    private final byte[] bytes;

    /**
     * Zeroed memory.
     *
     * @param size in bytes, at least 0
     */
    public ArrayMemory(int size) {
        bytes = new byte[size];
    }

    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    public int load16(Mode mode, int offset) {
        return (int) load(offset, 2);
    }

    @Override
    public int load32(Mode mode, int offset) {
        return (int) load(offset, 4);
    }

    @Override
    public long load64(Mode mode, int offset) {
        return load(offset, 8);
    }

    @Override
    public void store16(Mode mode, int offset, int value) {
        store(offset, 2, value);
    }

    @Override
    public void store32(Mode mode, int offset, int value) {
        store(offset, 4, value);
    }

    @Override
    public void store64(Mode mode, int offset, long value) {
        store(offset, 8, value);
    }

    @Override
    public int compareAndExchange16(Mode mode, int offset, int expected, int value) {
        return (int) compareAndExchange(offset, 2, expected & 0xffff, value);
    }

    @Override
    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
        return (int) compareAndExchange(offset, 4, expected & 0xffff_ffffL, value);
    }

    @Override
    public long compareAndExchange64(Mode mode, int offset, long expected, long value) {
        return compareAndExchange(offset, 8, expected, value);
    }

    @Override
    public int getAndUpdate16(Mode mode, Update update, int offset, int operand) {
        return (int) getAndUpdate(update, offset, 2, operand);
    }

    @Override
    public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
        return (int) getAndUpdate(update, offset, 4, operand);
    }

    @Override
    public long getAndUpdate64(Mode mode, Update update, int offset, long operand) {
        return getAndUpdate(update, offset, 8, operand);
    }

    @Override
    public void loadFence(Site site) {}

    @Override
    public void storeFence(Site site) {}

    @Override
    public void releaseFence(Site site) {}

    @Override
    public void fullFence(Site site) {}

    private long compareAndExchange(int offset, int width, long expected, long value) {
        long found = load(offset, width);
        if (found == expected) {
            store(offset, width, value);
        }
        return found;
    }

    private long getAndUpdate(Update update, int offset, int width, long operand) {
        long found = load(offset, width);
        store(offset, width, update.apply(found, operand));
        return found;
    }

    private long load(int offset, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | bytes[offset + i] & 0xff;
        }
        return value;
    }

    private void store(int offset, int width, long value) {
        for (int i = 0; i < width; i++) {
            bytes[offset + i] = (byte) (value >> 8 * i);
        }
    }
}
