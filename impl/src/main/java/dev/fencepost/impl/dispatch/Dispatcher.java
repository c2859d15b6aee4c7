package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchThread.NO_DEVICE;

import dev.fencepost.impl.argument.Arguments;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import java.util.Objects;

/**
 * Takes accesses to the devices that answer to them. The device of an address is found without a lock and without
 * allocation; then the thread has a reference on it and takes the lock that its region asks for, the big one only for
 * regions that are not converted. A write to the doorbell of a queue that was handed over to the I/O thread takes no
 * lock and no reference.
 *
 * <p>For any number of threads, each with its own {@link DispatchThread}; that of another dispatcher is an
 * {@link IllegalArgumentException}. Address, width and value of an access are a guest's, and answered whatever they
 * are.
 */
public final class Dispatcher {
    private final SharedMemory memory;
    private final DispatchLayout layout;
    private final Locks locks;
    private final Epochs epochs;
    private final FlatViews views;
    private final References references;
    private final Doorbells doorbells;
    private final CoalescedWrites coalesced;
    private final Device[] devices;
    private final DispatchThread[] threads;

    /**
     * A dispatcher without devices, which writes all of its part of the memory.
     *
     * @param memory of {@code layout.size()} bytes at least
     * @param wake run by a thread that rings a doorbell while the I/O thread sleeps; must not block
     * @throws IllegalArgumentException if the memory is too small
     */
    public Dispatcher(SharedMemory memory, DispatchLayout layout, Locks locks, Runnable wake) {
        if (memory.size() < layout.size()) {
            throw new IllegalArgumentException(memory.size() + " bytes of memory, expected at least " + layout.size());
        }
        this.memory = memory;
        this.layout = layout;
        this.locks = Objects.requireNonNull(locks, "locks");
        epochs = new Epochs(memory, layout);
        views = new FlatViews(memory, layout, epochs);
        references = new References(memory, layout);
        doorbells = new Doorbells(memory, layout, Objects.requireNonNull(wake, "wake"));
        coalesced = new CoalescedWrites(memory, layout, locks);
        devices = new Device[layout.devices()];
        threads = new DispatchThread[layout.threads()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new DispatchThread(i);
        }
        for (int offset = 0; offset < layout.size(); offset += 8) {
            memory.store64(Mode.PLAIN, offset, 0);
        }
        epochs.reset();
        views.reset();
    }

    /** The thread with that number, from 0; for one thread. */
    public DispatchThread thread(int number) {
        return threads[Arguments.index("thread", number, threads.length)];
    }

    /**
     * Reads {@code width} bytes; {@link DispatchThread#value} is what was read.
     *
     * @param width 1, 2, 4 or 8; others are refused
     */
    public BusResult read(DispatchThread thread, long address, int width) {
        requireOwn(thread);
        return access(thread, address, width, 0, false);
    }

    /**
     * Writes the low {@code width} bytes of a value.
     *
     * @param width 1, 2, 4 or 8; others are refused
     */
    public BusResult write(DispatchThread thread, long address, int width, long value) {
        requireOwn(thread);
        return access(thread, address, width, value, true);
    }

    /**
     * A write by a device, as DMA: made now, or once no device's lock is held (Q6).
     *
     * @return {@link BusResult#OK} also if it was put off, {@link BusResult#LOCK_HELD} if there was no room for that
     */
    public BusResult post(DispatchThread thread, long address, int width, long value) {
        requireOwn(thread);
        if (thread.lockedDevice() == NO_DEVICE) {
            return write(thread, address, width, value);
        }
        if (!Region.isWidth(width)) {
            return BusResult.WRONG_SIZE;
        }
        return thread.later(address, width, value) ? BusResult.OK : BusResult.LOCK_HELD;
    }

    /**
     * Raises an interrupt of a vCPU. From within a callback that holds its device's lock it is put off until the lock
     * is released (Q6).
     *
     * @param vector 0 to 63
     * @return false if it had to be put off and there was no room for that
     * @throws IllegalArgumentException if there is no such vCPU or vector
     */
    public boolean raise(DispatchThread thread, int cpu, int vector) {
        requireOwn(thread);
        Arguments.index("vCPU", cpu, layout.cpus());
        Arguments.index("vector", vector, Long.SIZE);
        if (thread.lockedDevice() != NO_DEVICE) {
            return thread.interruptLater(cpu, vector);
        }
        locks.lock(LockKind.CPU, cpu, thread.number());
        long pending = memory.load64(Mode.PLAIN, layout.interrupts(cpu));
        memory.store64(Mode.PLAIN, layout.interrupts(cpu), pending | 1L << vector);
        locks.unlock(LockKind.CPU, cpu, thread.number());
        return true;
    }

    /**
     * Takes all interrupts of a vCPU, a bit for each.
     *
     * @throws IllegalArgumentException if there is no such vCPU
     */
    public long takeInterrupts(DispatchThread thread, int cpu) {
        requireOwn(thread);
        Arguments.index("vCPU", cpu, layout.cpus());
        locks.lock(LockKind.CPU, cpu, thread.number());
        long pending = memory.load64(Mode.PLAIN, layout.interrupts(cpu));
        memory.store64(Mode.PLAIN, layout.interrupts(cpu), 0);
        locks.unlock(LockKind.CPU, cpu, thread.number());
        return pending;
    }

    /** Passes on what was kept (Q7), as any access to an unconverted device does. */
    public void flush(DispatchThread thread) {
        boolean took = takeBigLock(thread);
        flushKept(thread);
        releaseBigLock(thread, took);
    }

    // ---- Finding the device.

    private BusResult access(DispatchThread thread, long address, int width, long value, boolean write) {
        if (!write) {
            thread.value(width >= 8 ? -1L : width <= 0 ? 0 : (1L << 8 * width) - 1);
        }
        epochs.beginReading(thread.number());
        int view = views.current();
        int entry = views.find(view, address);
        if (entry == DispatchLayout.NONE) {
            epochs.endReading(thread.number());
            return BusResult.UNMAPPED;
        }
        int number = views.device(entry);
        int regionNumber = views.region(entry);
        long offset = address - views.start(entry);
        Device device = devices[number];
        Region region = device.region(regionNumber);
        BusResult refused = refusal(thread, number, region, offset, width);
        if (refused == BusResult.OK && write && isKept(thread, entry, number, region, address, width, value)) {
            epochs.endReading(thread.number());
            return BusResult.OK;
        }
        if (refused == BusResult.OK && !references.take(number)) {
            refused = BusResult.GONE;
        }
        epochs.endReading(thread.number());
        if (refused != BusResult.OK) {
            return refused;
        }
        BusResult result = call(thread, number, device, regionNumber, offset, width, value, write);
        if (thread.lockedDevice() == NO_DEVICE) {
            thread.catchUp(this);
        }
        references.drop(number);
        return result;
    }

    private static BusResult refusal(DispatchThread thread, int number, Region region, long offset, int width) {
        if (!region.takes(offset, width)) {
            return BusResult.WRONG_SIZE;
        }
        if (thread.lockedDevice() != NO_DEVICE) {
            return thread.lockedDevice() == number ? BusResult.REENTERED : BusResult.LOCK_HELD;
        }
        return BusResult.OK;
    }

    /** Whether a write needs no callback: its doorbell rang (Q8), or it is kept for later (Q7). */
    private boolean isKept(
            DispatchThread thread, int entry, int number, Region region, long address, int width, long value) {
        if (region.isDoorbell(address - views.start(entry), width) && views.hasDoorbell(entry)) {
            doorbells.ring(number);
            return true;
        }
        return region.isCoalesced() && !thread.isNested() && coalesced.keep(thread.number(), address, width, value);
    }

    // ---- Calling it.

    private BusResult call(
            DispatchThread thread,
            int number,
            Device device,
            int regionNumber,
            long offset,
            int width,
            long value,
            boolean write) {
        Region region = device.region(regionNumber);
        boolean took = lock(thread, number, region.locking());
        if (region.locking() == Locking.GLOBAL) {
            flushKept(thread);
        }
        boolean guarded = region.locking() != Locking.LOCK_FREE;
        BusResult result = enter(thread, number, guarded);
        if (result == BusResult.OK) {
            result = callDevice(thread, number, device, regionNumber, offset, width, value, write);
            leave(thread, number, guarded);
        }
        unlock(thread, number, region.locking(), took);
        return result;
    }

    private BusResult callDevice(
            DispatchThread thread,
            int number,
            Device device,
            int regionNumber,
            long offset,
            int width,
            long value,
            boolean write) {
        try {
            if (!write) {
                long read = device.read(thread, regionNumber, offset, width);
                thread.value(width == 8 ? read : read & (1L << 8 * width) - 1);
            } else if (device.region(regionNumber).isDoorbell(offset, width)) {
                device.write(thread, regionNumber, offset, width, value);
                kick(thread, number, device);
            } else {
                device.write(thread, regionNumber, offset, width, value);
            }
            return BusResult.OK;
        } catch (DeviceError refused) {
            return BusResult.DEVICE_ERROR;
        }
    }

    /** A kick that found no doorbell to ring: passed on if the queue was handed over meanwhile, else handled here. */
    private void kick(DispatchThread thread, int number, Device device) {
        if (doorbells.isStarted(number)) {
            doorbells.ring(number);
        } else {
            device.serve(thread);
        }
    }

    private boolean lock(DispatchThread thread, int number, Locking locking) {
        if (locking == Locking.GLOBAL) {
            return takeBigLock(thread);
        }
        if (locking == Locking.DEVICE) {
            locks.lock(LockKind.DEVICE, number, thread.number());
            thread.lockedDevice(number);
            return true;
        }
        return false;
    }

    private void unlock(DispatchThread thread, int number, Locking locking, boolean took) {
        if (locking == Locking.GLOBAL) {
            releaseBigLock(thread, took);
        } else if (took) {
            thread.lockedDevice(NO_DEVICE);
            locks.unlock(LockKind.DEVICE, number, thread.number());
        }
    }

    /** The guard of a device is protected by the lock that its callbacks run under (Q5). */
    private BusResult enter(DispatchThread thread, int number, boolean guarded) {
        if (memory.load32(Mode.OPAQUE, layout.realized(number)) == 0) {
            return BusResult.GONE;
        }
        if (guarded) {
            if (memory.load32(Mode.PLAIN, layout.engaged(number)) != 0) {
                return BusResult.REENTERED;
            }
            memory.store32(Mode.PLAIN, layout.engaged(number), 1);
        }
        thread.enter();
        return BusResult.OK;
    }

    private void leave(DispatchThread thread, int number, boolean guarded) {
        thread.leave();
        if (guarded) {
            memory.store32(Mode.PLAIN, layout.engaged(number), 0);
        }
    }

    /** What was kept when the big lock was taken; what others keep meanwhile is no earlier than this access. */
    void flushKept(DispatchThread thread) {
        for (int i = 0; !thread.isNested() && i < layout.writes() && !coalesced.isEmpty(); i++) {
            coalesced.passOn(thread, this);
        }
    }

    /** A write that was kept, with the big lock. */
    void passOn(DispatchThread thread, long address, int width, long value) {
        thread.enter();
        access(thread, address, width, value, true);
        thread.leave();
    }

    // ---- For the topology and the data plane.

    /** Only a thread of this dispatcher has an epoch of its own here: one of another would read unprotected (Q3). */
    void requireOwn(DispatchThread thread) {
        if (thread.number() >= threads.length || threads[thread.number()] != thread) {
            throw new IllegalArgumentException("thread " + thread.number() + " is another dispatcher's");
        }
    }

    boolean takeBigLock(DispatchThread thread) {
        requireOwn(thread);
        if (thread.hasBigLock()) {
            return false;
        }
        locks.lock(LockKind.BIG, 0, thread.number());
        thread.bigLock(true);
        return true;
    }

    void releaseBigLock(DispatchThread thread, boolean took) {
        if (took) {
            thread.bigLock(false);
            locks.unlock(LockKind.BIG, 0, thread.number());
        }
    }

    SharedMemory memory() {
        return memory;
    }

    DispatchLayout layout() {
        return layout;
    }

    Locks locks() {
        return locks;
    }

    Epochs epochs() {
        return epochs;
    }

    FlatViews views() {
        return views;
    }

    References references() {
        return references;
    }

    Doorbells doorbells() {
        return doorbells;
    }

    Device device(int number) {
        return devices[number];
    }

    void device(int number, Device device) {
        devices[number] = device;
    }
}
