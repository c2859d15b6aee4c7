package dev.fencepost.model.memory.program;

/**
 * A value that nothing determines: of reads that take their value from each other in a circle of plain copies, as
 * {@code r1 = *x; *y = r1} beside {@code r2 = *y; *x = r2}. Equal only to itself; whoever computes with one is dropped.
 */
public final class Symbol {
    /** Far from powers of two, near which the values of programs are. */
    private static final long BASE = 0x5eed_c0de_5a1a_0000L;

    private static final long END = BASE + (1L << 20);

    private Symbol() {}

    /** The symbol with number {@code index} (0 or more). */
    public static long of(int index) {
        return BASE + index;
    }

    /** Whether {@code value} is a symbol. */
    public static boolean isSymbol(long value) {
        return value >= BASE && value < END;
    }

    /** The number of a symbol. */
    public static int index(long symbol) {
        return (int) (symbol - BASE);
    }
}
