package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/** Registers of 8 bytes, each changed by a load and a store: right only under a lock. */
class RegisterDevice extends Device {
    final SharedMemory memory;
    final int registers;
    private int freed;
    private int gone;

    /** With its registers from {@code registers} on in {@code memory}. */
    RegisterDevice(SharedMemory memory, int registers, Region... regions) {
        super(regions);
        this.memory = memory;
        this.registers = registers;
    }

    @Override
    public long read(DispatchThread thread, int region, long offset, int width) {
        return memory.load64(Mode.PLAIN, at(offset)) >>> shift(offset);
    }

    @Override
    public void write(DispatchThread thread, int region, long offset, int width, long value) {
        long mask = (width == 8 ? -1 : (1L << 8 * width) - 1) << shift(offset);
        long old = memory.load64(Mode.PLAIN, at(offset));
        memory.store64(Mode.PLAIN, at(offset), old & ~mask | value << shift(offset) & mask);
    }

    private int at(long offset) {
        return registers + (int) (offset & -8);
    }

    private static int shift(long offset) {
        return (int) (offset % 8) * 8;
    }

    @Override
    public void free() {
        freed++;
    }

    @Override
    public void gone(DispatchThread thread) {
        gone++;
    }

    /** How often it was freed. */
    int freed() {
        return freed;
    }

    /** How often the guest was told. */
    int gone() {
        return gone;
    }
}
