package dev.fencepost.properties.waiting;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * For calls that cannot be given a limit: a thread that ends what is overdue, so that whoever is in such a call gets an
 * exception. Each call costs two stores.
 */
public final class Watchdog {
    private static final int LOOK_MILLIS = 200;

    private final Patience patience;
    private final Runnable end;
    private final CountDownLatch over = new CountDownLatch(1);
    /** When the call began that is being made; 0 for none. */
    private volatile long since;

    /**
     * Watches until {@link #stop}.
     *
     * @param end makes the call fail
     */
    public Watchdog(String name, Patience patience, Runnable end) {
        this.patience = patience;
        this.end = end;
        Thread thread = new Thread(this::watch, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isOverdue()) {
                    end.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call begins. */
    public void begin() {
        since = System.nanoTime() | 1;
    }

    /** It is over, and went well. */
    public void done() {
        since = 0;
    }

    /** Whether a call has begun that is not over, or went wrong. */
    public boolean isWaiting() {
        return since != 0;
    }

    /** Whether it has taken too long. */
    public boolean isOverdue() {
        long began = since;
        return began != 0 && patience.isOver(began);
    }

    /** Nothing more is to be watched. */
    public void stop() {
        over.countDown();
    }
}
