package dev.fencepost.impl.argument;

/** Checks of what callers pass, by the rule of this package. All numbers are taken whole, never cut to fewer bits. */
public final class Arguments {
    private Arguments() {}

    /**
     * Checks the number of one of {@code count} things that are numbered from 0; returns it.
     *
     * @param what is numbered, for the message
     * @throws IllegalArgumentException if there is none with that number
     */
    public static int index(String what, int number, int count) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    what + " " + number + ": " + (count > 0 ? "expected 0 to " + (count - 1) : "there is none"));
        }
        return number;
    }

    /**
     * Checks a number against a range, both ends included; returns it.
     *
     * @param what it is a number of, for the message
     * @throws IllegalArgumentException if it is outside
     */
    public static int inRange(String what, int number, int from, int to) {
        return (int) inRange(what, (long) number, from, to);
    }

    /** The same for 64 bits. */
    public static long inRange(String what, long number, long from, long to) {
        if (number < from || number > to) {
            throw new IllegalArgumentException(what + " " + number + ": expected " + from + " to " + to);
        }
        return number;
    }
}
