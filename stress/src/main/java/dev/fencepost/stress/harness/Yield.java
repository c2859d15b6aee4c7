package dev.fencepost.stress.harness;

/** Thrown out of an operation of the implementation where the other side may move before its next access. */
final class Yield extends RuntimeException {
    /** One for all, so that it is never part of what differs between two states. */
    static final Yield NOW = new Yield();

    private static final long serialVersionUID = 1;

    private Yield() {
        super("the other side may move");
    }

    /** Where the code stood does not matter. (Java PathFinder lacks the constructor for this.) */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
