package dev.fencepost.properties.qemu;

/** QEMU did not do what any QEMU does: it ended, refused a command, or does not answer. Says nothing about our code. */
public final class QemuException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QemuException(String message) {
        super(message);
    }

    public QemuException(String message, Throwable cause) {
        super(message, cause);
    }
}
