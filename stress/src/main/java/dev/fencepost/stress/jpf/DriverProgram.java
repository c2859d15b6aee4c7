package dev.fencepost.stress.jpf;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitLayout;

/**
 * The driver's side: adds while it can, takes back what is used, sleeps in between, and is done when all buffers are
 * back. Each buffer is one writable word, into which the device writes the number of the buffer.
 */
final class DriverProgram implements Program {
    private static final int DISABLE = 0;
    private static final int ADD = 1;
    private static final int DECIDE = 2;
    private static final int KICK = 3;
    private static final int GET = 4;
    private static final int ENABLE = 5;
    private static final int ASLEEP = 6;
    private static final int DONE = 7;
    private static final String[] NAMES = {
        "disable callbacks", "add", "decide on a kick", "kick", "get", "enable callbacks", "asleep", "done"
    };

    private final SharedMemory memory;
    private final Notifications notifications;
    private final SplitRingSetup setup;
    private final SplitDriver driver;
    private final int window;
    private final Segments segments = new Segments(1);
    private int at;
    private int added;
    private int got;

    DriverProgram(
            SharedMemory memory,
            SplitLayout layout,
            BufferWindow window,
            Notifications notifications,
            SplitRingSetup setup) {
        this.memory = memory;
        this.notifications = notifications;
        this.setup = setup;
        this.window = window.from();
        driver = new SplitDriver(memory, layout, setup.features(), window);
        at = setup.callbacks() == SplitRingSetup.ALWAYS_ON ? ADD : DISABLE;
    }

    boolean isDone() {
        return at == DONE;
    }

    @Override
    public int ways(boolean drained) {
        return isAwake(drained) ? 1 : 0;
    }

    private boolean isAwake(boolean drained) {
        if (at == ASLEEP) {
            return notifications.interrupt;
        }
        // A notification is an exit or an uncached store: the stores before it are visible first.
        return at != DONE && (at != KICK || drained);
    }

    @Override
    public void run(int way) {
        if (at == DISABLE) {
            driver.disableCallbacks();
            at = addOrGet();
        } else if (at == ADD) {
            add();
        } else if (at == DECIDE) {
            at = driver.needsKick() ? KICK : addOrGet();
        } else if (at == KICK) {
            notifications.kick = true;
            at = addOrGet();
        } else if (at == GET) {
            get();
        } else if (at == ENABLE) {
            at = enable() ? ASLEEP : DISABLE;
        } else {
            notifications.interrupt = false;
            at = setup.callbacks() == SplitRingSetup.ALWAYS_ON ? GET : DISABLE;
        }
    }

    private int addOrGet() {
        return added < setup.buffers() && added - got < setup.size() ? ADD : GET;
    }

    /** Neighbours in one descriptor lie at different places, so that an old descriptor shows. */
    private int payload(int buffer) {
        return window + 4 * (buffer % (setup.size() + 1));
    }

    private void add() {
        if (!driver.add(segments.clear().writable(payload(added), 4), added)) {
            throw new HarnessViolation("the driver has no descriptor free for buffer " + added);
        }
        added++;
        at = DECIDE;
    }

    private void get() {
        int token = driver.get();
        if (token == SplitDriver.NONE) {
            at = setup.callbacks() == SplitRingSetup.ALWAYS_ON ? ASLEEP : ENABLE;
            return;
        }
        if (token != got) {
            throw new HarnessViolation("got buffer " + token + " back where buffer " + got + " was used (S4)");
        }
        if (driver.gotLength() != 4) {
            throw new HarnessViolation("buffer " + got + ": length " + driver.gotLength() + " instead of 4 (S3)");
        }
        int written = memory.load32(Mode.PLAIN, payload(got));
        if (written != got + 1) {
            throw new HarnessViolation("buffer " + got + ": payload " + written + " instead of " + (got + 1) + " (S3)");
        }
        got++;
        at = got == setup.buffers() ? DONE : addOrGet();
    }

    private boolean enable() {
        return setup.callbacks() == SplitRingSetup.DELAYED ? driver.enableCallbacksDelayed() : driver.enableCallbacks();
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
