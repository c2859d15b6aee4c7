package dev.fencepost.stress.harness;

/**
 * What one actor does: which operation of the implementation comes next. An operation either ends, or throws
 * {@link Yield} and is called again.
 *
 * <p>All that an operation changes outside of what is cut must belong to this object, directly or behind its fields:
 * whatever an unfinished step changed there is taken back. A program does not go on for ever by itself.
 */
public interface Program {
    /**
     * How many operations it could begin now; 0 while it sleeps and when it is done.
     *
     * @param drained whether the others see all its stores
     */
    int ways(boolean drained);

    /** Runs an operation: number {@code way} of those, from 0. */
    void run(int way);

    /** Where it is, for counterexamples. */
    String at();
}
