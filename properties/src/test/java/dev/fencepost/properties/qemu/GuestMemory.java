package dev.fencepost.properties.qemu;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;

/**
 * Guest memory that QEMU and this JVM map. Everything here is an offset in bytes from its start; what a device is told
 * is {@link #address} of it. Space is handed out from the front and taken back all at once.
 */
public final class GuestMemory {
    private final MappedByteBuffer bytes;
    private final MappedMemory shared;
    private final long base;
    private int next;

    private GuestMemory(MappedByteBuffer bytes, long base, int first) {
        this.bytes = bytes;
        this.base = base;
        next = first;
        shared = MappedMemory.of(bytes, BarrierPolicy.WEAK);
    }

    static GuestMemory map(Path file, QemuMachine.Memory memory) {
        return new GuestMemory(Sparse.map(file, memory.bytes()), memory.address(), memory.reserved());
    }

    /** For the queues: accesses by width and mode. */
    public MappedMemory shared() {
        return shared;
    }

    /** The guest-physical address of an offset. */
    public long address(long offset) {
        return base + offset;
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.limit();
    }

    /**
     * Hands out space.
     *
     * @param alignment a power of two
     * @return its offset
     * @throws IllegalStateException if there is not so much left
     */
    public int allocate(int length, int alignment) {
        int offset = next + alignment - 1 & -alignment;
        if (length > size() - offset) {
            throw new IllegalStateException(length + " bytes of guest memory wanted, " + (size() - offset) + " left");
        }
        next = offset + length;
        return offset;
    }

    /** How far the space handed out goes: for {@link #release}. */
    public int mark() {
        return next;
    }

    /** Takes back all that was handed out since {@link #mark} gave {@code mark}. */
    public void release(int mark) {
        next = mark;
    }

    /** Copies bytes in. */
    public void put(int offset, byte[] from, int start, int length) {
        bytes.put(offset, from, start, length);
    }

    /** Copies bytes out. */
    public void get(int offset, byte[] into, int start, int length) {
        bytes.get(offset, into, start, length);
    }

    /** Sets bytes to one value. */
    public void fill(int offset, int length, int value) {
        for (int i = 0; i < length; i++) {
            bytes.put(offset + i, (byte) value);
        }
    }
}
