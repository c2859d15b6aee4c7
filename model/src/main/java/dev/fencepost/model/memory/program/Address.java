package dev.fencepost.model.memory.program;

/**
 * Addresses as values: the location with index {@code i} of a program has the address {@code BASE + i}, so that
 * consecutive locations form an array and pointer arithmetic is addition.
 */
public final class Address {
    private static final long BASE = 1L << 40;
    private static final long END = BASE + (1L << 20);

    private Address() {}

    /** The address of the location at {@code index} (0 to 2^20 - 1) in {@link Program#locations}. */
    public static long of(int index) {
        return BASE + index;
    }

    /** Whether {@code value} can only be an address. */
    public static boolean isAddress(long value) {
        return value >= BASE && value < END;
    }

    /** The index of the location that {@code address} points to; the caller checks it against the program. */
    public static int index(long address) {
        return (int) (address - BASE);
    }
}
