package dev.fencepost.properties.ring.takeover;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Each context comes back with its own buffer, and once: used in any order or in batches, from a driver that took over,
 * detached, and after the queue was made anew in another size (S4).
 */
public final class RingContextCheck implements Runnable {
    private static final int HISTORIES = Boolean.getBoolean("fencepost.deep") ? 500 : 20;
    private static final int STEPS = 120;

    /** For the loader of mutants. */
    public RingContextCheck() {}

    @Override
    public void run() {
        TakeoverRing.all().forEach(RingContextCheck::check);
    }

    static void check(TakeoverRing ring) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            new Life(ring, seed).run();
        }
    }

    private static final class Life {
        private final SharedMemory memory = new ArrayMemory(TakeoverRing.MEMORY);
        private final Map<Integer, Long> contexts = new HashMap<>();
        private final List<Integer> held = new ArrayList<>();
        private final Segments buffer = new Segments(2);
        private final Segments taken = new Segments(16);
        private final SplittableRandom random;
        private TakeoverRing ring;
        private RingDriver driver;
        private RingDevice device;
        private int nextToken;
        private long last;

        Life(TakeoverRing ring, int seed) {
            random = new SplittableRandom(seed);
            begin(ring);
        }

        private void begin(TakeoverRing begun) {
            ring = begun;
            driver = ring.driver(memory);
            device = ring.deviceWithoutLog(memory);
            held.clear();
            last = 0;
            require(driver.gotContext() == 0, "a new driver has a context");
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> add(nextToken++, random.nextLong());
                    case 3 -> driver.publish();
                    case 4, 5 -> take();
                    case 6, 7 -> giveBack();
                    case 8, 9 -> get();
                    case 10 -> moveDriver();
                    default -> resizeSometimes();
                }
            }
            detachAll();
            require(contexts.isEmpty(), "buffers " + contexts.keySet() + " never came back");
        }

        private void add(int token, long context) {
            int at = TakeoverRing.BUFFERS + 32 * (token & 15);
            buffer.clear();
            if (random.nextBoolean()) {
                buffer.readable(at, 8);
            }
            buffer.writable(at + 16, 8);
            boolean room =
                    random.nextBoolean() ? driver.add(buffer, token, context) : driver.stage(buffer, token, context);
            if (room) {
                contexts.put(token, context);
            }
        }

        private void take() {
            int name = device.take(taken);
            if (name != RingDevice.NONE) {
                held.add(name);
            }
        }

        private void giveBack() {
            if (held.isEmpty()) {
                return;
            }
            if (ring.inOrder()) {
                int count = 1 + random.nextInt(held.size());
                held.subList(0, count).clear();
                device.useBatch(count, 0);
            } else {
                device.use(held.remove(random.nextInt(held.size())), 0);
            }
        }

        private void get() {
            int token = driver.get();
            if (token != RingDriver.NONE) {
                cameBack(token);
            }
            require(driver.gotContext() == last, "a context has changed that was handed out");
        }

        private void cameBack(int token) {
            Long context = contexts.remove(token);
            last = driver.gotContext();
            require(context != null, "buffer " + token + " came back that is not in flight");
            require(context == last, "buffer " + token + " came back with the context of another one");
        }

        private void moveDriver() {
            driver.publish();
            driver = ring.resumed(memory, driver.save());
            require(driver.gotContext() == last, "who takes over has another context");
        }

        private Map<Integer, Long> detachAll() {
            Map<Integer, Long> detached = new HashMap<>();
            for (int token = driver.detachUnused(); token != RingDriver.NONE; token = driver.detachUnused()) {
                cameBack(token);
                detached.put(token, last);
            }
            return detached;
        }

        /** What the smaller queue has no room for stays with its caller. */
        private void resizeSometimes() {
            if (random.nextInt(4) != 0) {
                return;
            }
            if (random.nextInt(4) == 0) {
                driver.reset();
                require(driver.gotContext() == 0, "a driver that was reset has a context");
                contexts.clear();
                begin(ring);
                return;
            }
            Map<Integer, Long> detached = detachAll();
            require(contexts.isEmpty(), "buffers " + contexts.keySet() + " were not detached");
            int size = ring.packed() ? 3 + random.nextInt(5) : 2 << random.nextInt(3);
            begin(new TakeoverRing(ring.packed(), size, ring.eventIdx(), ring.inOrder(), ring.indirect()));
            detached.forEach(this::add);
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new AssertionError(otherwise + " (S4)");
            }
        }
    }
}
