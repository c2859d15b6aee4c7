package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A dispatcher whose vCPU, I/O thread and main loop all run in one thread of the JVM, one within another, and whose
 * devices look at what is done to them.
 */
final class DispatchStage implements DispatchInterruptions.Dispatching {
    static final int VCPU = 0;
    static final int OTHER = 1;
    static final int IO = 2;
    static final int MAIN = 3;
    static final int THREADS = 4;
    static final int DEVICES = 4;
    static final int CPUS = 2;
    /** Where a device's doorbell is, in its region. */
    static final int DOORBELL = 8;
    /** Address of a device that may go. */
    static final long GOING = 0x100;
    /** Address of one that stays. */
    static final long STAYING = 0x200;

    static final Set<BusResult> OK = Set.of(BusResult.OK);
    /** What a device that may go may answer. */
    static final Set<BusResult> ANY = Set.of(BusResult.OK, BusResult.GONE, BusResult.UNMAPPED);

    final DispatchMemory memory;
    final Dispatcher dispatcher;
    final Topology topology;
    final DataPlane dataPlane;
    private final HeldLocks locks = new HeldLocks(Math.max(DEVICES, CPUS));
    private final List<Watched> plugged = new ArrayList<>();
    private Runnable settled = () -> {};
    private int wakes;
    private int accepted;
    private boolean forgetful;
    private boolean asleep;
    private boolean notifies;

    /** A rule is broken. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Clause clause;

        Broken(Clause clause, String what) {
            super(what + " (" + clause + ")");
            this.clause = clause;
        }

        Clause clause() {
            return clause;
        }
    }

    /** Somebody would have to wait for one who is interrupted. */
    static final class Waits extends RuntimeException {
        private static final long serialVersionUID = 1;

        Waits(String what) {
            super(what, null, false, false);
        }
    }

    /** On that memory. */
    DispatchStage(DispatchMemory memory) {
        this.memory = memory;
        dispatcher =
                new Dispatcher(memory, layout(), new CheckedLocks(locks, LockOrder.STANDARD, THREADS), () -> wakes++);
        topology = new Topology(dispatcher);
        dataPlane = new DataPlane(dispatcher, thread(IO));
    }

    static DispatchLayout layout() {
        return DispatchLayout.dense(THREADS, DEVICES, DEVICES, CPUS, 2);
    }

    DispatchThread thread(int number) {
        return dispatcher.thread(number);
    }

    /** What the I/O thread was told: that it may sleep now, or not. */
    void asleep(boolean may) {
        asleep = may;
    }

    Watched plug(Locking locking, long address) {
        return plug(Region.of(16, locking).withDoorbell(DOORBELL, 4), address);
    }

    Watched plug(Region region, long address) {
        return plug(new Watched(region), address);
    }

    /** A device with two regions, each with room for a register. */
    Watched plugTwo(Locking locking, long first, long second) {
        return plug(new Watched(Region.of(8, locking), Region.of(8, locking)), first, second);
    }

    private Watched plug(Watched device, long... addresses) {
        plugged.add(device);
        device.address = addresses[0];
        device.number = topology.plug(thread(MAIN), device, addresses);
        return device;
    }

    /** Unplugs a device, and holds what it does from now on against that. */
    void unplug(Watched device) {
        unplug(thread(MAIN), device);
    }

    void unplug(DispatchThread by, Watched device) {
        device.handedOver = false;
        topology.unplug(by, device.number);
        device.unplugged = true;
    }

    @Override
    public void forgetBigLock() {
        forgetful = true;
    }

    @Override
    public void notifyAtOnce() {
        notifies = true;
    }

    /** Hands a queue over to the I/O thread: from then on nobody else serves it. */
    void start(Watched device) {
        topology.start(thread(MAIN), device.number);
        device.handedOver = true;
    }

    /** Takes a queue back. */
    void stop(Watched device) {
        device.handedOver = false;
        topology.stop(thread(MAIN), device.number);
    }

    /** Frees what nobody uses any more; returns how much still waits for that. */
    int reclaim(DispatchThread by) {
        locks.forgetBigLock(forgetful);
        int waiting = topology.reclaim(by);
        locks.forgetBigLock(false);
        return waiting;
    }

    /** A vCPU writes to a register; {@code allowed} are the answers that it may get. */
    BusResult write(int thread, long address, Set<BusResult> allowed) {
        BusResult result = dispatcher.write(thread(thread), address, 4, 1);
        require(allowed.contains(result), Clause.Q3, "a write to " + address + " is answered by " + result);
        if (result == BusResult.OK) {
            accepted++;
        }
        return result;
    }

    /** A vCPU puts a request into the queue of a device and writes to its doorbell. */
    void kick(int thread, Watched device, Set<BusResult> allowed) {
        device.posted++;
        BusResult result = dispatcher.write(thread(thread), device.address + DOORBELL, 4, 0);
        require(allowed.contains(result), Clause.Q3, "a kick is answered by " + result);
    }

    /** What is looked at when everything has settled. */
    void onSettled(Runnable look) {
        settled = look;
    }

    /** Whoever was interrupted is done: all kicks are handled, everything is unplugged and freed, no lock is left. */
    void settle() {
        for (Watched device : plugged) {
            boolean waits = !device.unplugged && !device.isHandled();
            require(!waits || !asleep || wakes != 0, Clause.Q8, "the I/O thread sleeps on a kick");
        }
        dataPlane.awake();
        for (int i = 0; dataPlane.poll(); i++) {
            require(i < 8, Clause.Q8, "the I/O thread is kicked again and again");
        }
        dispatcher.flush(thread(MAIN));
        for (Watched device : plugged) {
            require(
                    device.unplugged || device.isHandled(),
                    Clause.Q8,
                    device.posted + " requests, handled " + device.handled);
            if (!device.unplugged) {
                unplug(device);
            }
        }
        for (Watched device : plugged) {
            write(VCPU, device.address, Set.of(BusResult.UNMAPPED));
        }
        int left = reclaim(thread(MAIN));
        int counted = 0;
        for (Watched device : plugged) {
            require(device.freed, Clause.Q4, "a device is never freed");
            require(device.told, Clause.Q9, "nobody tells the guest of a device that is gone");
            counted += device.counted;
        }
        require(left == 0, Clause.Q3, left + " views are never freed");
        require(counted == accepted, Clause.Q1, accepted + " writes accepted, " + counted + " counted");
        requireNoLock();
        settled.run();
    }

    void requireNoLock() {
        require(locks.areFree(), Clause.Q6, "a lock is left");
    }

    static void require(boolean holds, Clause clause, String otherwise) {
        if (!holds) {
            throw new Broken(clause, otherwise);
        }
    }

    /** Counts what is done to it and knows in which state that must not happen. */
    final class Watched extends Device {
        private int number;
        private int inside;
        private int counted;
        private long address;
        private int posted;
        private int handled;
        private int servedBy = -1;
        private final List<Long> offsets = new ArrayList<>();
        private boolean handedOver;
        private boolean unplugged;
        private boolean freed;
        private boolean told;
        private Consumer<DispatchThread> callback = by -> {};

        Watched(Region... regions) {
            super(regions);
        }

        int number() {
            return number;
        }

        int counted() {
            return counted;
        }

        /** Of the writes to it, in their order. */
        List<Long> offsets() {
            return offsets;
        }

        boolean isHandled() {
            return handled == posted;
        }

        /** What it does when it is written to. */
        void onWrite(Consumer<DispatchThread> what) {
            callback = what;
        }

        @Override
        public long read(DispatchThread by, int region, long offset, int width) {
            enter(by);
            inside--;
            return counted;
        }

        @Override
        public void write(DispatchThread by, int region, long offset, int width, long value) {
            enter(by);
            if (offset != DOORBELL) {
                counted++;
                offsets.add(offset);
                callback.accept(by);
            }
            inside--;
        }

        private void enter(DispatchThread by) {
            memory.load32(Mode.OPAQUE, 0); // where an interruption may come
            require(!freed, Clause.Q4, "a device that is freed is called");
            boolean global = region(0).locking() == Locking.GLOBAL;
            require(!unplugged || !global, Clause.Q9, "a callback begins after the device was unplugged");
            require(inside == 0 || isLockFree(), Clause.Q5, "a device is entered from its own access");
            boolean locked = switch (region(0).locking()) {
                case GLOBAL -> locks.has(by.number(), LockKind.BIG, 0);
                case DEVICE -> locks.hasOne(by.number(), LockKind.DEVICE);
                case LOCK_FREE -> true;
            };
            require(locked, global ? Clause.Q1 : Clause.Q2, "a callback runs without its lock");
            inside++;
        }

        private boolean isLockFree() {
            return region(0).locking() == Locking.LOCK_FREE;
        }

        @Override
        public void serve(DispatchThread by) {
            memory.load32(Mode.OPAQUE, 0); // where an interruption may come
            require(
                    !handedOver || by.number() == IO || isLockFree(),
                    Clause.Q8,
                    "a queue that was handed over is served by a vCPU");
            require(!freed, Clause.Q4, "the queue of a device that is freed is served");
            require(servedBy < 0 || isLockFree(), Clause.Q8, "two threads serve one queue");
            require(
                    by.number() != IO || locks.has(IO, LockKind.AIO_CONTEXT, 0),
                    Clause.Q6,
                    "the I/O thread serves a queue outside of its AioContext");
            servedBy = by.number();
            if (notifies && by.number() == IO) {
                topology.isPlugged(by, number);
            }
            handled = posted;
            servedBy = -1;
        }

        @Override
        public void free() {
            require(!freed, Clause.Q3, "a device is freed twice");
            require(inside == 0 && servedBy < 0, Clause.Q4, "a device is freed while its callback runs");
            require(locks.isTaken(LockKind.BIG), Clause.Q4, "a device is freed outside the big lock");
            freed = true;
        }

        @Override
        public void gone(DispatchThread by) {
            require(freed && !told, Clause.Q9, "the guest is told of a device that is not freed, or twice");
            require(!locks.has(by.number(), LockKind.BIG, 0), Clause.Q6, "the guest is told under the big lock");
            told = true;
        }
    }
}
