package dev.fencepost.properties.recorded;

/** The implementation does not do what the program does. */
public final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    Mismatch(String message) {
        super(message);
    }
}
