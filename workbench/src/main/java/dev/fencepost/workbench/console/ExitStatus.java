package dev.fencepost.workbench.console;

/** What the exit status of every command means. A command's {@code call} returns one of the first two, or throws. */
public final class ExitStatus {
    /** Everything is as expected. */
    public static final int EXPECTED = 0;
    /** A verdict differs from what was expected. */
    public static final int DIFFERS = 1;
    /** The command line or an input file is wrong: see {@link BadInput}. */
    public static final int BAD_INPUT = 2;
    /** The tool itself failed. Says nothing about the user's protocol. */
    public static final int FAULT = 3;

    private ExitStatus() {}
}
