package dev.fencepost.stress.jpf;

/**
 * What one side does: which operation of the implementation comes next. An operation either ends, or throws
 * {@link Yield} and is called again.
 */
interface Program {
    /** Whether it can move as far as it depends on notifications, not on memory. */
    boolean isAwake(Notifications notifications, boolean drained);

    /** Runs the next operation. */
    void run(Notifications notifications);

    /** Where it is, for counterexamples. */
    String at();
}
