package dev.fencepost.model.ring;

/** An action that a ring refuses; says why. */
public final class RingRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RingRefusal(String reason) {
        super(reason, null, false, false); // no stack trace: thrown in the course of every exploration
    }

    /** Refuses unless {@code holds}. */
    public static void unless(boolean holds, String reason) {
        if (!holds) {
            throw new RingRefusal(reason);
        }
    }
}
