package dev.fencepost.properties.ring.takeover;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A random history of a driver and of devices that die one after the other, or stop and hand over. The driver sleeps
 * when it has nothing to do, and is woken by interrupts only. Every buffer comes back once (S4), after a device has
 * written into it (S3), and nobody sleeps on (S6).
 */
final class TakeoverLife {
    private static final int STEPS = 60;
    private static final long WRITTEN = 0x5eed_0000_0000L;

    private final TakeoverRing ring;
    private final SplittableRandom random;
    private final Deque<Integer> crashes;
    private final UnaryOperator<SharedMemory> altered;
    private final SharedMemory memory = new ArrayMemory(TakeoverRing.MEMORY);
    private final Deque<Integer> freePieces = new ArrayDeque<>();
    private final Set<Integer> outstanding = new HashSet<>();
    private final List<Integer> held = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    private final Segments buffer = new Segments(2);
    private final Segments taken;
    private RingDriver driver;
    private RingDevice device;
    private CrashingMemory mortal;
    private boolean asleep;
    private boolean rung;
    private int firstLife;
    private boolean asksAtOnce = true;

    /**
     * A history.
     *
     * @param crashes the accesses of the first device, and so on, behind which it dies; a device without one does not
     * @param altered how devices see ring and log
     */
    TakeoverLife(TakeoverRing ring, long seed, List<Integer> crashes, UnaryOperator<SharedMemory> altered) {
        this.ring = ring;
        this.crashes = new ArrayDeque<>(crashes);
        this.altered = altered;
        random = new SplittableRandom(seed);
        taken = new Segments(ring.size());
        for (int i = 0; i < 2 * ring.size(); i++) {
            freePieces.add(i);
        }
    }

    /** A mutant: who takes over does not ask whether the driver wants to be told. */
    TakeoverLife withoutAsking() {
        asksAtOnce = false;
        return this;
    }

    /** Lives it; returns how many accesses the first device had. */
    int run() {
        driver = ring.driver(memory);
        newDevice();
        reset();
        for (int i = 0; i < STEPS; i++) {
            if (random.nextBoolean()) {
                drive();
            } else {
                perform(this::serve);
            }
        }
        finish();
        return firstLife == 0 ? mortal.passed() : firstLife;
    }

    /** A log that never was a log is of no use to anybody: who dies of this begins anew. */
    private void reset() {
        try {
            device.reset();
        } catch (CrashingMemory.Crash crash) {
            newDevice();
            reset();
        }
    }

    private void newDevice() {
        firstLife = mortal != null && firstLife == 0 ? mortal.passed() : firstLife;
        mortal = new CrashingMemory(memory, crashes.isEmpty() ? Integer.MAX_VALUE : crashes.remove());
        SharedMemory seen = altered.apply(mortal);
        device = ring.device(seen, seen);
    }

    /** Where the device dies, which makes this false, another one recovers, which may die of that too. */
    private boolean perform(Runnable operation) {
        boolean survived = true;
        Runnable next = operation;
        while (next != null) {
            try {
                next.run();
                next = null;
            } catch (CrashingMemory.Crash crash) {
                newDevice();
                held.clear();
                addresses.clear();
                next = this::recover;
                survived = false;
            }
        }
        return survived;
    }

    private void recover() {
        device.recover();
        ask();
    }

    /** Whoever takes over asks at once; the mutant believes that the device before it has. */
    private void ask() {
        boolean told = device.needsInterrupt();
        rung |= told && asksAtOnce;
    }

    private void serve() {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> take();
            case 7 -> moveDevice();
            case 3 -> giveBack(false);
            case 4, 5 -> {
                giveBack(true);
                rung |= device.needsInterrupt();
            }
            case 6 -> {
                device.publish();
                rung |= device.needsInterrupt();
            }
            default -> giveBatch();
        }
    }

    /** Now and then a buffer is put back, and is then the next one once more. */
    private void take() {
        int name = device.take(taken);
        if (name != RingDevice.NONE && random.nextInt(4) == 0 && putsBack(name)) {
            int at = taken.offset(taken.count() - 1);
            name = device.take(taken);
            require(
                    name != RingDevice.NONE && taken.offset(taken.count() - 1) == at,
                    "another buffer was taken than had been put back (S2)");
        }
        if (name != RingDevice.NONE) {
            held.add(name);
            // Whatever another device may have written here, this one begins anew.
            memory.store64(Mode.PLAIN, taken.offset(taken.count() - 1), 0);
            addresses.add((long) taken.offset(taken.count() - 1));
        }
    }

    /** One that holds nothing stops, and another one goes on. */
    private void moveDevice() {
        int base;
        try {
            base = device.base();
        } catch (IllegalStateException busy) {
            return;
        }
        mortal.finish(this::anotherDevice);
        device.resume(base);
        ask();
    }

    private void anotherDevice(int left) {
        crashes.addFirst(left);
        newDevice();
    }

    /** What another device had taken cannot be put back. */
    private boolean putsBack(int name) {
        try {
            device.untake(name);
            return true;
        } catch (IllegalArgumentException fromTheLog) {
            return false;
        }
    }

    private void giveBack(boolean show) {
        if (held.isEmpty()) {
            return;
        }
        int which = ring.inOrder() ? 0 : random.nextInt(held.size());
        write(which);
        int name = held.remove(which);
        addresses.remove(which);
        if (show) {
            device.use(name, 8);
        } else {
            device.stage(name, 8);
        }
    }

    private void giveBatch() {
        if (!ring.inOrder() || held.isEmpty()) {
            return;
        }
        int count = 1 + random.nextInt(held.size());
        for (int i = 0; i < count; i++) {
            write(i);
        }
        held.subList(0, count).clear();
        addresses.subList(0, count).clear();
        device.useBatch(count, 8);
        rung |= device.needsInterrupt();
    }

    private void write(int which) {
        int at = addresses.get(which).intValue();
        memory.store64(Mode.PLAIN, at, WRITTEN | at);
    }

    private void drive() {
        if (asleep && !rung) {
            return;
        }
        asleep = false;
        rung = false;
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> add();
            case 3 -> moveDriver();
            default -> getAll();
        }
    }

    private void moveDriver() {
        driver = ring.resumed(memory, driver.save());
        driver.needsKick();
    }

    private void add() {
        Integer piece = freePieces.peek();
        if (piece == null) {
            return;
        }
        int at = TakeoverRing.BUFFERS + 32 * piece;
        buffer.clear();
        if (random.nextBoolean()) {
            buffer.readable(at, 8);
        }
        buffer.writable(at + 16, 8);
        memory.store64(Mode.PLAIN, at + 16, 0);
        if (driver.add(buffer, piece)) {
            freePieces.remove();
            outstanding.add(piece);
        }
    }

    private void getAll() {
        int got = random.nextInt(3);
        for (int i = 0; i <= got; i++) {
            int piece = driver.get();
            if (piece == RingDriver.NONE) {
                asleep = random.nextBoolean() ? driver.enableCallbacks() : driver.enableCallbacksDelayed();
                return;
            }
            require(outstanding.remove(piece), "buffer " + piece + " came back twice (S4)");
            int at = TakeoverRing.BUFFERS + 32 * piece + 16;
            require(
                    memory.load64(Mode.PLAIN, at) == (WRITTEN | at),
                    "buffer " + piece + " came back before anybody wrote into it (S3)");
            freePieces.add(piece);
        }
    }

    /** Everything is taken and given back; the driver, if it sleeps, is woken and finds it. */
    private void finish() {
        while (!perform(this::serveAll)) {
            // Another device has recovered, and begins with that.
        }
        require(outstanding.isEmpty() || !asleep || rung, "the driver sleeps on, outstanding " + outstanding + " (S6)");
        asleep = false;
        for (int i = 0; i < 8 * ring.size() && !asleep; i++) {
            getAll();
        }
        require(outstanding.isEmpty(), "buffers " + outstanding + " never came back (S4)");
        require(driver.fault() == null && device.fault() == null, "faults " + driver.fault() + ", " + device.fault());
        require(driver.free() == ring.size(), "descriptors are lost (S2)");
        int[] pieces = freePieces.stream().mapToInt(Integer::intValue).sorted().toArray();
        require(Arrays.equals(pieces, IntStream.range(0, 2 * ring.size()).toArray()), "pieces");
    }

    private void serveAll() {
        do {
            while (!held.isEmpty()) {
                giveBack(true);
                rung |= device.needsInterrupt();
            }
            device.publish();
            rung |= device.needsInterrupt();
            take();
        } while (!held.isEmpty());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
