package dev.fencepost.model.memory;

/**
 * A value that nothing determines: of reads that take their value from each other in a circle of plain copies, as
 * {@code r1 = *x; *y = r1} beside {@code r2 = *y; *x = r2}. Equal only to itself; whoever computes with one is dropped.
 */
public final class Symbol {
    private static final long BASE = 1L << 50;

    private Symbol() {}

    /** The symbol with number {@code index} (0 or more). */
    static long of(int index) {
        return BASE + index;
    }

    /** Whether {@code value} is a symbol. */
    public static boolean isSymbol(long value) {
        return value >= BASE;
    }

    /** The number of a symbol. */
    public static int index(long symbol) {
        return (int) (symbol - BASE);
    }
}
