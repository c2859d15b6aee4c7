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
    public void loadFence(Site site) {}

    @Override
    public void storeFence(Site site) {}

    @Override
    public void releaseFence(Site site) {}

    @Override
    public void fullFence(Site site) {}

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
