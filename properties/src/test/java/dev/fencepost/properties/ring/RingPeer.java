package dev.fencepost.properties.ring;

import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.waiting.Patience;
import dev.fencepost.properties.waiting.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** One end of a ring in a process of its own. Ends when the job is done, something is wrong, or its parent is gone. */
final class RingPeer {
    private static final long ANSWER = 1L << 40;

    private final SharedFile file;
    private final int total;
    private final boolean sabotage;
    private final Progress progress = Patience.seconds(300).with("a buffer");
    private int generation;

    private RingPeer(SharedFile file, int total, boolean sabotage) {
        this.file = file;
        this.total = total;
        this.sabotage = sabotage;
    }

    /**
     * Arguments: driver or device, the file, the ring as {@link RingReplay} names one, how many buffers, and whether to
     * spoil some answers (the mutant).
     */
    public static void main(String[] arguments) throws IOException {
        endWithParent();
        RingPeer peer = new RingPeer(
                new SharedFile(Path.of(arguments[1]), RingSetup.of(arguments[2])),
                Integer.parseInt(arguments[3]),
                Boolean.parseBoolean(arguments[4]));
        try {
            if (arguments[0].equals("driver")) {
                peer.drive();
            } else {
                peer.serve();
            }
        } catch (BrokenRingException broken) {
            peer.file.set(SharedFile.WRONG, 100 + broken.fault().ordinal());
        }
        System.exit(0);
    }

    private static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is ever written; the end of the stream is the end of the parent.
                }
            } catch (IOException closed) {
                // The same.
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }

    /** The parent is less patient, and says more. */
    private void pause() {
        progress.at(file.get(SharedFile.COMPLETED));
    }

    private boolean over() {
        return file.get(SharedFile.COMPLETED) >= total || file.get(SharedFile.WRONG) != 0;
    }

    private void drive() {
        RingDriver driver = null;
        Segments buffer = new Segments(2);
        long[] seeds = new long[file.ringSize()];
        boolean[] busy = new boolean[file.ringSize()];
        long next = 1;
        while (!over()) {
            int wanted = file.get(SharedFile.WANTED);
            if (wanted != generation) {
                if (file.get(SharedFile.DEVICE_STOPPED) != wanted) {
                    pause();
                    continue;
                }
                driver = file.driver();
                busy = new boolean[file.ringSize()];
                generation = wanted;
                file.set(SharedFile.RING_RESET, wanted);
            }
            if (driver == null) {
                pause();
                continue;
            }
            next = sendAll(driver, buffer, seeds, busy, next);
            receiveAll(driver, seeds, busy);
        }
    }

    private long sendAll(RingDriver driver, Segments buffer, long[] seeds, boolean[] busy, long next) {
        long seed = next;
        for (int token = 0; token < file.ringSize(); token++) {
            if (busy[token] || driver.free() < 2) {
                continue;
            }
            file.fill(SharedFile.request(token), seed);
            buffer.clear()
                    .readable(SharedFile.request(token), SharedFile.PAYLOAD)
                    .writable(SharedFile.answer(token), SharedFile.PAYLOAD);
            driver.stage(buffer, token);
            busy[token] = true;
            seeds[token] = seed++;
        }
        driver.publish();
        return seed;
    }

    private void receiveAll(RingDriver driver, long[] seeds, boolean[] busy) {
        int token = driver.get();
        if (token == RingDriver.NONE) {
            pause();
        }
        while (token != RingDriver.NONE) {
            if (driver.gotLength() != SharedFile.PAYLOAD
                    || file.seed(SharedFile.answer(token)) != seeds[token] + ANSWER) {
                file.set(SharedFile.WRONG, 1);
            }
            busy[token] = false;
            file.set(SharedFile.COMPLETED, file.get(SharedFile.COMPLETED) + 1);
            token = driver.get();
        }
    }

    private void serve() {
        RingDevice device = file.device();
        Segments taken = new Segments(file.ringSize());
        while (!over()) {
            int wanted = file.get(SharedFile.WANTED);
            if (wanted != generation) {
                file.set(SharedFile.DEVICE_STOPPED, wanted);
                if (file.get(SharedFile.RING_RESET) != wanted) {
                    pause();
                    continue;
                }
                device.reset();
                generation = wanted;
            }
            int head = generation == 0 ? RingDevice.NONE : device.take(taken);
            if (head == RingDevice.NONE) {
                pause();
                continue;
            }
            long seed = file.seed(taken.offset(0));
            if (taken.count() != 2 || seed < 0) {
                file.set(SharedFile.WRONG, 2);
                return;
            }
            file.fill(taken.offset(1), sabotage && seed % 1000 == 999 ? seed : seed + ANSWER);
            device.use(head, SharedFile.PAYLOAD);
        }
    }
}
