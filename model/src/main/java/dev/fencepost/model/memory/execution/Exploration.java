package dev.fencepost.model.memory.execution;

/**
 * What an exploration did.
 *
 * @param executions consistent complete executions visited
 * @param nodes partial executions judged
 * @param loopBoundReached whether some consistent execution ran into the bound of a loop and was cut there
 * @param end why it ended
 */
public record Exploration(long executions, long nodes, boolean loopBoundReached, End end) {
    /** Why an exploration ended. */
    public enum End {
        /** Everything was visited: with {@link #loopBoundReached} false, this is a proof. */
        EXHAUSTED,
        /** The visitor asked for no more. */
        STOPPED,
        /** The time limit was hit: says nothing about what was not visited. */
        TIMED_OUT
    }

    /** Whether every execution of the unbounded program was visited. */
    public boolean complete() {
        return end == End.EXHAUSTED && !loopBoundReached;
    }
}
