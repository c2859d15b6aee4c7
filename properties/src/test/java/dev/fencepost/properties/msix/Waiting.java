package dev.fencepost.properties.msix;

import dev.fencepost.properties.waiting.Patience;
import java.util.concurrent.Semaphore;

/** A virtual CPU whose access waits for the device model, as a thread that runs only while it is told to. */
public final class Waiting {
    public final int number;
    public final int message;
    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore paused = new Semaphore(0);
    private final Thread thread;
    private boolean started;
    private volatile boolean done;

    /** Its access, not begun; the numbers are those of the access to the mask, and of the message that is new then. */
    public Waiting(int number, int message, Runnable access) {
        this.number = number;
        this.message = message;
        thread = new Thread(() -> {
            acquire("being told to run", mayRun);
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
    public void resume() {
        if (!started) {
            started = true;
            thread.start();
        }
        mayRun.release();
        acquire("its next pause", paused);
    }

    /** From within: lets others run. */
    public void pause() {
        paused.release();
        acquire("being told to run on", mayRun);
    }

    private static void acquire(String what, Semaphore semaphore) {
        Patience.seconds(60).until(what, semaphore::tryAcquire);
    }

    public boolean isDone() {
        return done;
    }
}
