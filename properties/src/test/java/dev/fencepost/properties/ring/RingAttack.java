package dev.fencepost.properties.ring;

import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/**
 * A driver and a device that keep working on memory that somebody corrupts, with the books of their callers: a buffer
 * comes back once, what is held is taken once, nothing lies outside the window.
 */
public final class RingAttack {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final long CORRUPTIONS = DEEP ? 1_000_000 : 20_000;
    private static final int TABLE_ENTRIES = 4;
    private static final int WINDOW = 1 << 12;

    final HostileMemory memory;
    private final SplittableRandom random;
    private final int size;
    private final BufferWindow window;
    private final DevicePolicy policy;
    private final RingDriver driver;
    private final RingDevice device;
    private final Segments segments;
    private final Segments taken;
    private final int firstBuffer;
    /** By token: the writable bytes of a buffer added and not got. */
    private final Map<Integer, Long> outstanding = new HashMap<>();
    /** By the device's name for it: the writable bytes of a buffer taken and not used. */
    private final Map<Integer, Long> held = new HashMap<>();

    private final Deque<Integer> order = new ArrayDeque<>();
    private final Set<RingFault> faults;
    private int tokens;

    public RingAttack(RingSetup setup, HostileMemory.Fields fields, SplittableRandom random, Set<RingFault> faults) {
        this.random = random;
        this.faults = faults;
        size = setup.size();
        int from = setup.end() + 1024;
        memory = new HostileMemory(fields, setup.end(), from, from + WINDOW, random);
        window = new BufferWindow(random.nextBoolean() ? 0 : random.nextLong(), from, from + WINDOW);
        IndirectTables tables = setup.tables() && random.nextBoolean() ? new IndirectTables(from, TABLE_ENTRIES) : null;
        firstBuffer = from + 16 * TABLE_ENTRIES * size;
        policy = new DevicePolicy(
                random.nextBoolean(),
                pick(DevicePolicy.ZeroLength.values()),
                pick(DevicePolicy.IndirectNext.values()),
                pick(DevicePolicy.IndexJump.values()),
                pick(DevicePolicy.LongTable.values()));
        driver = setup.driver(memory, window, tables);
        device = setup.device(memory, window, policy);
        segments = new Segments(size);
        taken = new Segments(size);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** The faults that were met in attacks on rings of one layout; fails where an attack hangs or succeeds. */
    public static Set<RingFault> faults(BiFunction<SplittableRandom, Set<RingFault>, RingAttack> maker) {
        SplittableRandom random = new SplittableRandom(DEEP ? System.nanoTime() : 2011);
        Set<RingFault> faults = EnumSet.noneOf(RingFault.class);
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(DEEP ? 30 : 2), () -> run(() -> maker.apply(random.split(), faults), random));
        return faults;
    }

    /** One operation in a hundred begins with a corruption, and so do some loads. */
    private static void run(Supplier<RingAttack> maker, SplittableRandom random) {
        long done = 0;
        while (done < CORRUPTIONS) {
            RingAttack attack = maker.get();
            attack.memory.corrupt(1 + random.nextInt(60));
            for (int i = 0; i < 500; i++) {
                attack.operation();
            }
            done += attack.memory.corruptions();
        }
    }

    private void operation() {
        memory.beginOperation();
        boolean driving = random.nextBoolean();
        try {
            if (driving) {
                drive();
            } else {
                serve();
            }
        } catch (BrokenRingException broken) {
            faults.add(broken.fault());
            requireStillBroken(driving, broken);
            if (random.nextInt(4) == 0) {
                reset();
            }
            return;
        }
        // The same table may stand in a chain twice where the chain goes on behind a table.
        if (memory.secondFetches() > 0 && policy.indirectNext() != DevicePolicy.IndirectNext.FOLLOW) {
            throw new AssertionError("a value was fetched twice (S8)");
        }
    }

    private void requireStillBroken(boolean driving, BrokenRingException broken) {
        RingFault fault = driving ? driver.fault() : device.fault();
        if (fault != broken.fault()) {
            throw new AssertionError(broken.fault() + " was thrown, but the ring has " + fault);
        }
    }

    private void reset() {
        memory.beginOperation();
        driver.reset();
        device.reset();
        outstanding.clear();
        held.clear();
        order.clear();
    }

    private void drive() {
        switch (random.nextInt(8)) {
            case 0, 1 -> add();
            case 2 -> driver.publish();
            case 3 -> driver.needsKick();
            case 4 -> driver.disableCallbacks();
            case 5 -> {
                if (random.nextBoolean()) {
                    driver.enableCallbacks();
                } else {
                    driver.enableCallbacksDelayed();
                }
            }
            default -> get();
        }
    }

    private void add() {
        segments.clear();
        int count = 1 + random.nextInt(Math.min(4, size));
        int readable = random.nextInt(count + 1);
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(64);
            int offset = firstBuffer + random.nextInt(window.to() - firstBuffer - length + 1);
            if (i < readable) {
                segments.readable(offset, length);
            } else {
                segments.writable(offset, length);
            }
        }
        int token = tokens++;
        if (random.nextBoolean() ? driver.add(segments, token) : driver.stage(segments, token)) {
            outstanding.put(token, segments.writableBytes());
        }
    }

    private void get() {
        int token = driver.get();
        if (token == RingDriver.NONE) {
            return;
        }
        Long writable = outstanding.remove(token);
        if (writable == null) {
            throw new AssertionError("token " + token + " was got without being outstanding");
        }
        if (driver.gotLength() > writable) {
            throw new AssertionError("length " + driver.gotLength() + " of " + writable);
        }
    }

    private void serve() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> take();
            case 3 -> device.needsInterrupt();
            case 4 -> device.disableKicks();
            case 5 -> device.enableKicks();
            default -> use();
        }
    }

    private void take() {
        int buffer = device.take(taken);
        if (buffer == RingDevice.NONE) {
            return;
        }
        if (held.put(buffer, taken.writableBytes()) != null) {
            throw new AssertionError("buffer " + buffer + " was taken while it is held");
        }
        order.add(buffer);
        for (int i = 0; i < taken.count(); i++) {
            if (taken.offset(i) < window.from()
                    || taken.length(i) < 0
                    || taken.offset(i) > window.to() - taken.length(i)) {
                throw new AssertionError("segment " + i + " lies outside the window");
            }
        }
    }

    /** Oldest first, which is right with and without IN_ORDER. */
    private void use() {
        while (!order.isEmpty() && !held.containsKey(order.peek())) {
            order.remove();
        }
        if (!order.isEmpty()) {
            long writable = held.get(order.peek());
            device.use(order.peek(), writable == 0 ? 0 : random.nextLong(writable + 1));
            held.remove(order.remove());
        }
    }
}
