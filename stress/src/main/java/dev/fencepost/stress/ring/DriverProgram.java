package dev.fencepost.stress.ring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.stress.harness.HarnessViolation;
import dev.fencepost.stress.harness.Program;

/**
 * The driver's side: adds while it can, takes back what is used, sleeps in between, and is done when all buffers are
 * back. Each buffer is of writable words, into which the device writes the number of the buffer.
 */
final class DriverProgram implements Program {
    /** Bytes of a segment. */
    static final int WORD = 4;

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
    private final RingSetup setup;
    private final RingDriver driver;
    private final int window;
    private final Segments segments;
    private int at;
    private int added;
    private int got;

    DriverProgram(
            SharedMemory memory, RingDriver driver, BufferWindow window, Notifications notifications, RingSetup setup) {
        this.memory = memory;
        this.notifications = notifications;
        this.setup = setup;
        this.driver = driver;
        this.window = window.from();
        segments = new Segments(setup.segments());
        if (setup.callbacks() == RingSetup.ALWAYS_ON) {
            driver.enableCallbacks();
            at = ADD;
        } else {
            at = DISABLE;
        }
    }

    /** How much memory the buffers take. */
    static int bytes(RingSetup setup) {
        return WORD * (setup.size() + 1) * setup.segments();
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
            at = setup.callbacks() == RingSetup.ALWAYS_ON ? GET : DISABLE;
        }
    }

    private int addOrGet() {
        return added < setup.buffers() && added - got < setup.most() ? ADD : GET;
    }

    /** Neighbours in one descriptor lie at different places, so that an old descriptor shows. */
    private int payload(int buffer, int segment) {
        return window + WORD * (buffer % (setup.size() + 1) * setup.segments() + segment);
    }

    private void add() {
        segments.clear();
        for (int i = 0; i < setup.segments(); i++) {
            segments.writable(payload(added, i), WORD);
        }
        if (!driver.add(segments, added)) {
            throw new HarnessViolation("the driver has no descriptor free for buffer " + added);
        }
        added++;
        at = DECIDE;
    }

    private void get() {
        int token = driver.get();
        if (token == RingDriver.NONE) {
            at = setup.callbacks() == RingSetup.ALWAYS_ON ? ASLEEP : ENABLE;
            return;
        }
        if (token != got) {
            throw new HarnessViolation("got buffer " + token + " back where buffer " + got + " was used (S4)");
        }
        int bytes = WORD * setup.segments();
        if (driver.gotLength() != bytes) {
            throw new HarnessViolation(
                    "buffer " + got + ": length " + driver.gotLength() + " instead of " + bytes + " (S3)");
        }
        for (int i = 0; i < setup.segments(); i++) {
            requireWritten(memory.load32(Mode.PLAIN, payload(got, i)));
        }
        got++;
        at = got == setup.buffers() ? DONE : addOrGet();
    }

    private void requireWritten(int written) {
        if (written != got + 1) {
            throw new HarnessViolation("buffer " + got + ": payload " + written + " instead of " + (got + 1) + " (S3)");
        }
    }

    private boolean enable() {
        return setup.callbacks() == RingSetup.DELAYED ? driver.enableCallbacksDelayed() : driver.enableCallbacks();
    }

    @Override
    public String at() {
        return NAMES[at];
    }
}
