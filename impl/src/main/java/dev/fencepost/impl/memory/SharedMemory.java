package dev.fencepost.impl.memory;

/**
 * Memory that two parties share, as an array of bytes. Everything in {@code impl} touches such memory through this
 * class only: an access names its width in bits and its {@link Mode}, a fence the {@link Site} it stands at. Values are
 * little-endian in memory whatever the host is.
 *
 * <p>Offsets are in bytes from the start of the memory. An access other than {@link Mode#PLAIN} must be aligned to its
 * width. {@link Mode} says which modes an access may have. An access outside the memory throws
 * {@link IndexOutOfBoundsException}; the queues check first and never make one.
 *
 * <p>Atomic read-modify-writes are indivisible for every access of any width to the same bytes. One that changes
 * nothing because the value was not the expected one is an opaque load, whatever its mode. Those of 16 bits need the
 * aligned 4 bytes around them to lie inside the memory.
 *
 * <p>A class and not an interface so that a JVM that has loaded a single implementation of an access needs no guard to
 * inline it. Modes and sites are always constants at the call, so that after inlining nothing of them is left.
 */
public abstract class SharedMemory {
    /** For implementations. */
    protected SharedMemory() {}

    /** How many bytes there are. */
    public abstract int size();

    /** Loads 16 bits: 0 to 65535. */
    public abstract int load16(Mode mode, int offset);

    /** Loads 32 bits. */
    public abstract int load32(Mode mode, int offset);

    /** Loads 64 bits. */
    public abstract long load64(Mode mode, int offset);

    /** Stores the low 16 bits of {@code value}. */
    public abstract void store16(Mode mode, int offset, int value);

    /** Stores 32 bits. */
    public abstract void store32(Mode mode, int offset, int value);

    /** Stores 64 bits. */
    public abstract void store64(Mode mode, int offset, long value);

    /**
     * Stores the low 16 bits of {@code value} if the memory holds {@code expected}, 0 to 65535, in one step.
     *
     * @return what was there: {@code expected} if the value was stored
     */
    public abstract int compareAndExchange16(Mode mode, int offset, int expected, int value);

    /** The same for 32 bits. */
    public abstract int compareAndExchange32(Mode mode, int offset, int expected, int value);

    /** The same for 64 bits. */
    public abstract long compareAndExchange64(Mode mode, int offset, long expected, long value);

    /** Replaces 16 bits by what {@code update} makes of them, in one step; returns what was there, 0 to 65535. */
    public abstract int getAndUpdate16(Mode mode, Update update, int offset, int operand);

    /** The same for 32 bits. */
    public abstract int getAndUpdate32(Mode mode, Update update, int offset, int operand);

    /** The same for 64 bits. */
    public abstract long getAndUpdate64(Mode mode, Update update, int offset, long operand);

    /** Earlier loads before later loads: rmb. */
    public abstract void loadFence(Site site);

    /** Earlier stores before later stores: wmb. */
    public abstract void storeFence(Site site);

    /** Earlier loads and stores before later stores: what a store-release has before it. */
    public abstract void releaseFence(Site site);

    /** Everything earlier before everything later: mb. */
    public abstract void fullFence(Site site);
}
