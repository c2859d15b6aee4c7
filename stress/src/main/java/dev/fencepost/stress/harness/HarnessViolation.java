package dev.fencepost.stress.harness;

/** A harness found what must not be. The message is for a person. */
public final class HarnessViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    public HarnessViolation(String message) {
        super(message);
    }

    /** Where the code stood does not matter. (Java PathFinder lacks the constructor for this.) */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
