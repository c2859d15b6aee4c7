package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.waiting.Patience;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A dispatcher under load for a while, with everything counted. */
final class DispatchSoak {
    private static final int DEVICES = 8;
    private static final long STAYING = 1 << 20;
    /** What a kick may take on a machine with other things to do. */
    private static final Patience KICK = Patience.seconds(5);
    /** Where nothing is lost, nobody needs so long. */
    private static final Patience LIMIT = Patience.seconds(120);

    /** More than are needed for each third one to be lost. */
    private static final int KICKS = 12;

    private final int vcpus;
    private final Dispatcher dispatcher;
    private final Topology topology;
    private final DispatchThread main;
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong posted = new AtomicLong();
    private final AtomicLong freed = new AtomicLong();
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private final AtomicLong there = new AtomicLong();
    private final AtomicLong plugs = new AtomicLong();
    private volatile boolean running = true;
    private volatile boolean ioRunning = true;
    private volatile long handled;
    private volatile boolean rest;
    private final AtomicInteger resting = new AtomicInteger();
    private long rests;
    private int left;

    /** Counts its writes; plainly where a lock protects it. */
    private final class Counting extends Device {
        private final boolean lockFree;
        private final AtomicLong atomic = new AtomicLong();
        private long plain;
        private volatile boolean dead;

        Counting(Locking locking) {
            super(Region.of(16, locking).withDoorbell(8, 4));
            lockFree = locking == Locking.LOCK_FREE;
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return lockFree ? atomic.get() : plain;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long value) {
            if (dead) {
                fail("a device that is freed is called (Q4)");
            }
            if (offset == 8) {
                return;
            } else if (lockFree) {
                atomic.incrementAndGet();
            } else {
                plain++;
            }
        }

        /** Under a lock, like any callback of the device that stays. */
        @Override
        public void serve(DispatchThread thread) {
            handled = posted.get();
        }

        /** What it counted is added to what all before it did: there may be millions. */
        @Override
        public void free() {
            if (dead) {
                fail("a device is freed twice (Q3)");
            }
            dead = true;
            counted.addAndGet(plain + atomic.get());
            freed.incrementAndGet();
            there.decrementAndGet();
        }

        @Override
        public void gone(DispatchThread thread) {
            told.incrementAndGet();
        }
    }

    /** With that many vCPUs, a main loop and an I/O thread. */
    DispatchSoak(int vcpus) {
        this(vcpus, memory -> MappedMemory.of(memory, BarrierPolicy.WEAK), UnaryOperator.identity());
    }

    /** The same on memory and with locks that may be wrong. */
    DispatchSoak(int vcpus, Function<ByteBuffer, SharedMemory> memoryAt, UnaryOperator<Locks> lockAlteration) {
        this.vcpus = vcpus;
        DispatchLayout layout = new DispatchLayout(vcpus + 2, DEVICES + 4, DEVICES + 4, 1, 4);
        ByteBuffer memory = ByteBuffer.allocateDirect(layout.size() + 256).alignedSlice(128);
        int threads = vcpus + 2;
        Locks locks = lockAlteration.apply(new JavaLocks(layout.devices(), 1));
        dispatcher = new Dispatcher(
                memoryAt.apply(memory), layout, new CheckedLocks(locks, LockOrder.STANDARD, threads), wakes::release);
        topology = new Topology(dispatcher);
        main = dispatcher.thread(vcpus);
    }

    /** Runs, with a line a second, and winds everything down. */
    void run(Duration length, Consumer<String> progress) throws InterruptedException {
        int staying = plug(Locking.DEVICE, STAYING);
        List<Thread> accessing = new ArrayList<>();
        Thread io = start("io", this::serve);
        kickOneByOne(staying);
        for (int i = 0; i < vcpus; i++) {
            DispatchThread thread = dispatcher.thread(i);
            accessing.add(start("vcpu-" + i, () -> access(thread)));
        }
        changeTopology(staying, length, progress);
        restAwhile();
        running = false;
        for (Thread thread : accessing) {
            LIMIT.untilEnded(thread);
        }
        awaitHandled();
        ioRunning = false;
        wakes.release();
        LIMIT.untilEnded(io);
        topology.unplug(main, staying);
        left = topology.reclaim(main);
    }

    /**
     * The queue is the I/O thread's, and each kick is made when the one before it is handled: whichever is lost, no
     * later one makes up for it.
     */
    private void kickOneByOne(int staying) {
        topology.start(main, staying);
        for (int i = 0; i < KICKS && failure.get() == null; i++) {
            posted.incrementAndGet();
            require(dispatcher.write(main, STAYING + 8, 4, 0), false);
            awaitHandled();
        }
        topology.stop(main, staying);
    }

    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable thrown) {
                        fail(thrown);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private int plug(Locking locking, long address) {
        int number = topology.plug(main, new Counting(locking), address);
        plugs.incrementAndGet();
        there.incrementAndGet();
        return number;
    }

    private void access(DispatchThread thread) {
        SplittableRandom random = new SplittableRandom(thread.number());
        while (running) {
            if (rest) {
                resting.incrementAndGet();
                await(() -> !rest);
                resting.decrementAndGet();
            }
            int choice = random.nextInt(DEVICES + 1);
            if (choice == DEVICES) {
                posted.incrementAndGet();
                require(dispatcher.write(thread, STAYING + 8, 4, 0), false);
                continue;
            }
            BusResult result = dispatcher.write(thread, 16L * choice, 4, 1 + random.nextInt(15));
            require(result, true);
            if (result == BusResult.OK) {
                accepted.incrementAndGet();
            }
        }
    }

    private static void require(BusResult result, boolean mayBeGone) {
        boolean gone = result == BusResult.UNMAPPED || result == BusResult.GONE;
        if (result != BusResult.OK && !(gone && mayBeGone)) {
            throw new IllegalStateException("answered by " + result);
        }
    }

    private void serve() {
        DataPlane dataPlane = new DataPlane(dispatcher, dispatcher.thread(vcpus + 1));
        while (ioRunning) {
            while (dataPlane.poll()) {
                // There may be more.
            }
            if (ioRunning && dataPlane.maySleep()) {
                sleep();
            }
            dataPlane.awake();
        }
    }

    /** Until somebody wakes it, or for so long that everybody knows what is wrong. */
    private void sleep() {
        try {
            wakes.tryAcquire(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            fail(e);
        }
    }

    private void changeTopology(int staying, Duration length, Consumer<String> progress) {
        SplittableRandom random = new SplittableRandom(1);
        int[] numbers = new int[DEVICES];
        Arrays.fill(numbers, -1);
        boolean started = false;
        long begin = System.nanoTime();
        long next = TimeUnit.SECONDS.toNanos(1);
        for (long now = 0; now < length.toNanos() && running; now = System.nanoTime() - begin) {
            int place = random.nextInt(DEVICES);
            if (numbers[place] < 0 && there.get() < DEVICES + 4) {
                numbers[place] = plug(Locking.values()[random.nextInt(3)], 16L * place);
            } else if (numbers[place] >= 0) {
                topology.unplug(main, numbers[place]);
                numbers[place] = -1;
            }
            if (random.nextInt(8) == 0) {
                if (started) {
                    topology.stop(main, staying);
                } else {
                    topology.start(main, staying);
                }
                started = !started;
            }
            topology.reclaim(main);
            if (random.nextInt(500) == 0) {
                restAwhile();
            }
            if (now >= next) {
                next += TimeUnit.SECONDS.toNanos(1);
                progress.accept(line(now));
            }
        }
        for (int number : numbers) {
            if (number >= 0) {
                topology.unplug(main, number);
            }
        }
    }

    /** All vCPUs pause: every kick was made, so every request is handled soon, by whoever has the queue now. */
    private void restAwhile() {
        rest = true;
        await(() -> resting.get() == vcpus);
        awaitHandled();
        rest = false;
        await(() -> resting.get() == 0);
        rests++;
    }

    private void awaitHandled() {
        try {
            KICK.until("the last kick", () -> handled == posted.get() || failure.get() != null);
        } catch (AssertionError late) {
            fail("a kick is lost: " + posted + " requests, handled " + handled + " (Q8)");
        }
    }

    private void await(BooleanSupplier what) {
        LIMIT.until("all vCPUs", () -> !running || what.getAsBoolean());
    }

    /** Nothing is thrown where a lock is held: everybody would wait for it for ever. */
    private void fail(String what) {
        fail(new IllegalStateException(what));
    }

    private void fail(Throwable thrown) {
        failure.compareAndSet(null, thrown);
        running = false;
    }

    private String line(long nanos) {
        return String.format(
                Locale.ROOT,
                "soak: %3d s, %,d writes, %,d kicks, %,d rests, %,d devices plugged, %,d freed",
                TimeUnit.NANOSECONDS.toSeconds(nanos),
                accepted.get(),
                posted.get(),
                rests,
                plugs.get(),
                freed.get());
    }

    /** What is wrong after it; empty if nothing is lost and nothing is left. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (failure.get() != null) {
            complaints.add(failure.get().toString());
        }
        compare(complaints, "writes accepted, and counted by the devices", accepted.get(), counted.get());
        compare(complaints, "requests posted, and handled", posted.get(), handled);
        compare(complaints, "devices plugged, and freed", plugs.get(), freed.get());
        compare(complaints, "devices plugged, and guests told that they are gone", plugs.get(), told.get());
        compare(complaints, "devices and views, and those left", 0, left);
        return complaints;
    }

    private static void compare(List<String> complaints, String what, long expected, long found) {
        if (expected != found) {
            complaints.add(what + ": " + expected + ", " + found);
        }
    }

    /** Whether everything happened at least once. */
    boolean isBusy() {
        return accepted.get() > 0 && posted.get() > 0 && plugs.get() > 1 && rests > 0;
    }
}
