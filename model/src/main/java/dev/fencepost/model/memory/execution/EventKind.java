package dev.fencepost.model.memory.execution;

/** What an {@link Event} does. */
public enum EventKind {
    /** The write that gives a location its initial value, before every thread. */
    INIT,
    /** A read of one location. */
    READ,
    /** A write of one location. */
    WRITE,
    /** A fence. */
    FENCE,
    /** A loop that would go on past its bound: an execution with one says nothing. */
    CUTOFF
}
