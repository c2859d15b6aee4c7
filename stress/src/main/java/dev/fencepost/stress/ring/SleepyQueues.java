package dev.fencepost.stress.ring;

import dev.fencepost.stress.bench.Bell;
import dev.fencepost.stress.bench.Pinning;
import java.lang.invoke.VarHandle;

/**
 * A queue in each direction, as others have it, between sides that block when they have nothing to do. Such queues know
 * nothing of sleepers: a flag for each side says whether it sleeps, and whoever sends looks at it behind a full fence.
 */
final class SleepyQueues implements Sleepers {
    private final Exchange queues;
    private final int size;
    private final Side first = new Side();
    private final Side second = new Side();
    private final Thread server;
    private volatile boolean over;
    private int inFlight;
    private long exchanges;

    /** At most {@code size} messages are on their way. */
    SleepyQueues(Exchange queues, int size) {
        this.queues = queues;
        this.size = size;
        server = new Thread(this::serve, "second");
        server.setDaemon(true);
        server.start();
    }

    /** One side: whether it sleeps, and what it sleeps on. */
    private static final class Side {
        private final Bell bell = new Bell();
        private volatile boolean asleep;

        /** By the other side, which has sent something. */
        void wake() {
            VarHandle.fullFence();
            if (asleep) {
                asleep = false;
                bell.ring();
            }
        }
    }

    @Override
    public void exchange() {
        boolean sent = false;
        while (inFlight < size && queues.send()) {
            inFlight++;
            sent = true;
        }
        if (sent) {
            second.wake();
        }
        while (!queues.receive()) {
            first.asleep = true;
            VarHandle.fullFence();
            if (queues.receive()) {
                // Whoever rings for this look in vain wakes a later sleep once too often.
                first.asleep = false;
                break;
            }
            first.bell.sleep();
        }
        inFlight--;
        exchanges++;
    }

    private void serve() {
        Pinning.pin(1);
        while (!over) {
            while (queues.serve()) {
                first.wake();
            }
            second.asleep = true;
            VarHandle.fullFence();
            if (queues.serve()) {
                second.asleep = false;
                first.wake();
            } else {
                second.bell.sleep();
            }
        }
    }

    @Override
    public String end() throws InterruptedException {
        over = true;
        second.bell.ring();
        server.join();
        return Sleepers.told(exchanges, second.bell, first.bell);
    }
}
