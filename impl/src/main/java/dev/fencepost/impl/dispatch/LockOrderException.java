package dev.fencepost.impl.dispatch;

/** A lock was about to be taken out of order (Q6). */
public final class LockOrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LockOrderException(int thread, LockKind held, LockKind wanted) {
        super("thread " + thread + " takes a lock " + wanted + " while it has a lock " + held + " (Q6)");
    }
}
