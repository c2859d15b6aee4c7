package dev.fencepost.workbench.console;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells on standard error how a long run gets on. Silent for the first two seconds. On a terminal one line is
 * overwritten and removed at the end; elsewhere a line is added every ten seconds.
 */
public final class Progress implements AutoCloseable {
    private static final long SILENT = TimeUnit.SECONDS.toNanos(2);
    private static final long EVERY_ON_TERMINAL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long EVERY_ELSEWHERE = TimeUnit.SECONDS.toNanos(10);
    private static final String CLEAR = "\r\u001b[K";

    private final String what;
    private final PrintWriter err;
    private final boolean terminal;
    private final int width;
    private final LongSupplier nanoTime;
    private final long started;

    private String step = "";
    private long next;
    private boolean shown;
    private boolean closed;

    Progress(String what, PrintWriter err, boolean terminal, int width, LongSupplier nanoTime) {
        this.what = what;
        this.err = err;
        this.terminal = terminal;
        this.width = width;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.next = SILENT;
    }

    static Progress start(String what, PrintWriter err, boolean terminal, int width) {
        Progress progress = new Progress(what, err, terminal, width, System::nanoTime);
        Thread ticker = new Thread(progress::run, "progress");
        ticker.setDaemon(true);
        ticker.start();
        return progress;
    }

    /** Says what is being done now, for example {@code 12 of 60: dma-coherent}. Cheap, from any thread. */
    public synchronized void step(String now) {
        step = now;
    }

    /** Prints what is due now. */
    synchronized void tick() {
        long elapsed = nanoTime.getAsLong() - started;
        if (closed || elapsed < next) {
            return;
        }
        next = elapsed + (terminal ? EVERY_ON_TERMINAL : EVERY_ELSEWHERE);
        String line = what + " " + TimeUnit.NANOSECONDS.toSeconds(elapsed) + " s " + step;
        if (terminal) {
            err.print(CLEAR + line.substring(0, Math.min(line.length(), width - 1)));
        } else {
            err.println(line);
        }
        err.flush();
        shown = true;
    }

    /** Stops, and removes the line from a terminal. */
    @Override
    public synchronized void close() {
        if (shown && !closed && terminal) {
            err.print(CLEAR);
            err.flush();
        }
        closed = true;
        notifyAll();
    }

    private void run() {
        Thread atExit = new Thread(this::close, "progress-close"); // an interrupt must not leave half a line
        Runtime.getRuntime().addShutdownHook(atExit);
        untilClosed();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook is what closed it
        }
    }

    private synchronized void untilClosed() {
        while (!closed) {
            tick();
            try {
                wait(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
