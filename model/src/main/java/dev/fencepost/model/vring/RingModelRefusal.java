package dev.fencepost.model.vring;

/** An action that a ring refuses; says why. */
final class RingModelRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RingModelRefusal(String reason) {
        super(reason, null, false, false); // no stack trace: thrown in the course of every exploration
    }

    /** Refuses unless {@code holds}. */
    static void unless(boolean holds, String reason) {
        if (!holds) {
            throw new RingModelRefusal(reason);
        }
    }
}
