package dev.fencepost.properties.msix;

import java.util.concurrent.Semaphore;

/** A virtual CPU whose access waits for the device model, as a thread that runs only while it is told to. */
final class Waiting {
    final int number;
    final int message;
    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore paused = new Semaphore(0);
    private final Thread thread;
    private boolean started;
    private volatile boolean done;

    /** Its access, not begun; the numbers are those of the access to the mask, and of the message that is new then. */
    Waiting(int number, int message, Runnable access) {
        this.number = number;
        this.message = message;
        thread = new Thread(() -> {
            mayRun.acquireUninterruptibly();
            try {
                access.run();
            } finally {
                done = true;
                paused.release();
            }
        });
        thread.setDaemon(true);
    }

    /** Runs it until it pauses or is done. */
    void resume() {
        if (!started) {
            started = true;
            thread.start();
        }
        mayRun.release();
        paused.acquireUninterruptibly();
    }

    /** From within: lets others run. */
    void pause() {
        paused.release();
        mayRun.acquireUninterruptibly();
    }

    boolean isDone() {
        return done;
    }
}
