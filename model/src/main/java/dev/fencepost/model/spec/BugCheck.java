package dev.fencepost.model.spec;

/** The checks that a bug that shipped can be put to, and what the length of a counterexample counts for each. */
public enum BugCheck {
    /** All executions of a protocol's programs. */
    WEAK_MEMORY("weak memory", "its accesses and barriers"),
    /** What the implementation does to shared memory, held against the protocol. */
    RECORDED_ACCESSES("recorded accesses", "accesses and fences of one side"),
    /** Random histories of the implementation against the model. */
    HISTORIES("histories", "operations"),
    /** The implementation, interrupted once, before any of its accesses, by all that another thread does. */
    INTERRUPTIONS("interruptions", "accesses to memory"),
    /** All interleavings of the state machine. */
    STATE_MACHINE("state machine", "steps"),
    /** A peer that writes what it likes. */
    HOSTILE_PEERS("hostile peers", "the stores of the peer"),
    /** Which locks are taken while which are held, against the order that is allowed. */
    LOCK_ORDER("lock order", "locks taken");

    private final String label;
    private final String counts;

    BugCheck(String label, String counts) {
        this.label = label;
        this.counts = counts;
    }

    /** The name in tables; at most 17 characters. */
    public String label() {
        return label;
    }

    /** What the length of a counterexample is the number of. */
    public String counts() {
        return counts;
    }
}
