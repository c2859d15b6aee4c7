package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchLayout.NONE;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * Changes which devices there are, under the big lock and under load. Nothing here waits for readers, except where all
 * views are in use: what is unplugged is freed by {@link #reclaim}, once nobody reads or uses it.
 *
 * <p>An unplugged device is hidden first, then the I/O thread leaves its queue, then its regions leave the view; when
 * every reader is done and the last reference is gone it is freed, and at last the guest is told (Q9).
 */
public final class Topology {
    private static final int FREE = 0;
    private static final int PLUGGED = 1;
    private static final int UNPLUGGED = 2;

    private final Dispatcher dispatcher;
    private final SharedMemory memory;
    private final DispatchLayout layout;
    private final FlatViews views;
    private final Doorbells doorbells;

    /** The topology of that dispatcher. */
    public Topology(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
        memory = dispatcher.memory();
        layout = dispatcher.layout();
        views = dispatcher.views();
        doorbells = dispatcher.doorbells();
    }

    /**
     * Plugs a device, all of its regions at once.
     *
     * @param addresses where each of its regions begins, in its own order
     * @return the number that it has until it is gone
     * @throws IllegalArgumentException if a region would overlap another or wrap around, there is no room for one more
     *     device or region, or the device is plugged already or not yet freed
     */
    public int plug(DispatchThread thread, Device device, long... addresses) {
        if (addresses.length != device.regions()) {
            throw new IllegalArgumentException(
                    addresses.length + " addresses for a device with " + device.regions() + " regions");
        }
        boolean took = dispatcher.takeBigLock(thread);
        int number = freeNumber();
        String refused = number == NONE
                ? "no room for one more device, of " + layout.devices()
                : isKnown(device) ? "the device is plugged already" : refusal(device, addresses);
        if (refused != null) {
            dispatcher.releaseBigLock(thread, took);
            throw new IllegalArgumentException(refused);
        }
        dispatcher.device(number, device);
        memory.store32(Mode.PLAIN, layout.engaged(number), 0);
        doorbells.reset(number);
        dispatcher.references().first(number);
        memory.store32(Mode.OPAQUE, layout.realized(number), 1);
        memory.store32(Mode.PLAIN, layout.state(number), PLUGGED);
        views.swap(with(takeView(), number, device, addresses));
        dispatcher.releaseBigLock(thread, took);
        return number;
    }

    /**
     * Unplugs a device. When this returns no callback of it begins any more, save by an access that is under way
     * already to a region without the big lock.
     *
     * @throws IllegalArgumentException if no device with that number is plugged
     */
    public void unplug(DispatchThread thread, int number) {
        boolean took = dispatcher.takeBigLock(thread);
        requirePlugged(thread, number, took);
        dispatcher.flushKept(thread);
        memory.store32(Mode.OPAQUE, layout.realized(number), 0);
        memory.store32(Mode.PLAIN, layout.state(number), UNPLUGGED);
        boolean attached = doorbells.isStarted(number);
        if (attached) {
            dispatcher.locks().lock(LockKind.AIO_CONTEXT, 0, thread.number());
            doorbells.detach(number);
            dispatcher.locks().unlock(LockKind.AIO_CONTEXT, 0, thread.number());
        }
        long epoch = views.swap(without(takeView(), number));
        memory.store64(Mode.PLAIN, layout.unpluggedIn(number), epoch);
        dispatcher.releaseBigLock(thread, took);
        if (attached) {
            dispatcher.references().drop(number);
        }
        dispatcher.references().drop(number);
    }

    /** Builds the same view anew and makes it the current one. */
    public void rearrange(DispatchThread thread) {
        boolean took = dispatcher.takeBigLock(thread);
        views.swap(without(takeView(), NONE));
        dispatcher.releaseBigLock(thread, took);
    }

    /**
     * Frees what nobody uses any more, and tells the guest of each device that is gone.
     *
     * @return how many devices and views are still waiting for that
     */
    public int reclaim(DispatchThread thread) {
        boolean took = dispatcher.takeBigLock(thread);
        int waiting = views.reclaim();
        for (int number = 0; number < layout.devices(); number++) {
            if (memory.load32(Mode.PLAIN, layout.state(number)) != UNPLUGGED) {
                continue;
            }
            if (!dispatcher.epochs().isReusable(memory.load64(Mode.PLAIN, layout.unpluggedIn(number)))
                    || !dispatcher.references().areGone(number)) {
                waiting++;
                continue;
            }
            Device device = dispatcher.device(number);
            device.free();
            memory.store32(Mode.PLAIN, layout.state(number), FREE);
            dispatcher.releaseBigLock(thread, took);
            device.gone(thread);
            took = dispatcher.takeBigLock(thread);
        }
        dispatcher.releaseBigLock(thread, took);
        return waiting;
    }

    /** Whether a device with that number is plugged. */
    public boolean isPlugged(DispatchThread thread, int number) {
        boolean took = dispatcher.takeBigLock(thread);
        boolean plugged = isPlugged(number);
        dispatcher.releaseBigLock(thread, took);
        return plugged;
    }

    // ---- Handover of a queue (Q8).

    /**
     * Hands the queue of a device over to the I/O thread: doorbells ring there from now on. Does nothing if it has it.
     *
     * @throws IllegalArgumentException if no device with that number is plugged
     */
    public void start(DispatchThread thread, int number) {
        boolean took = dispatcher.takeBigLock(thread);
        requirePlugged(thread, number, took);
        if (!doorbells.isStarted(number)) {
            boolean locked = lockDevice(thread, number);
            dispatcher.references().take(number);
            doorbells.attach(number);
            unlockDevice(thread, number, locked);
            views.swap(withDoorbell(takeView(), number, true));
            doorbells.ring(number); // what is in the queue already does not wait for the next kick
        }
        dispatcher.releaseBigLock(thread, took);
    }

    /**
     * Takes the queue of a device back from the I/O thread, and handles what it was kicked for at the last moment. Does
     * nothing if it does not have it. Waits for readers of the topology.
     *
     * @throws IllegalArgumentException if no device with that number is plugged
     */
    public void stop(DispatchThread thread, int number) {
        boolean took = dispatcher.takeBigLock(thread);
        requirePlugged(thread, number, took);
        if (doorbells.isStarted(number)) {
            dispatcher.locks().lock(LockKind.AIO_CONTEXT, 0, thread.number());
            boolean locked = lockDevice(thread, number);
            doorbells.detach(number);
            long epoch = views.swap(withDoorbell(takeView(), number, false));
            dispatcher.epochs().awaitEnd(epoch, dispatcher.locks());
            if (doorbells.accept(number)) {
                dispatcher.device(number).serve(thread);
            }
            unlockDevice(thread, number, locked);
            dispatcher.locks().unlock(LockKind.AIO_CONTEXT, 0, thread.number());
            dispatcher.references().drop(number);
        }
        dispatcher.releaseBigLock(thread, took);
        thread.catchUp(dispatcher);
    }

    /** Callbacks under the device's own lock look at the started flag, too. */
    private boolean lockDevice(DispatchThread thread, int number) {
        if (dispatcher.device(number).region(0).locking() != Locking.DEVICE) {
            return false;
        }
        dispatcher.locks().lock(LockKind.DEVICE, number, thread.number());
        thread.lockedDevice(number);
        return true;
    }

    private void unlockDevice(DispatchThread thread, int number, boolean locked) {
        if (locked) {
            thread.lockedDevice(DispatchThread.NO_DEVICE);
            dispatcher.locks().unlock(LockKind.DEVICE, number, thread.number());
        }
    }

    // ---- Views.

    private int takeView() {
        int view = views.take();
        while (view == NONE) {
            views.reclaim();
            view = views.take();
            if (view == NONE) {
                dispatcher.locks().relax(); // readers never wait for a lock of ours
            }
        }
        return view;
    }

    private int with(int view, int number, Device device, long... addresses) {
        int old = views.own();
        boolean[] done = new boolean[addresses.length];
        for (int i = 0; i <= views.count(old); i++) {
            long before = i < views.count(old) ? views.start(views.entry(old, i)) : -1;
            boolean last = i == views.count(old);
            for (int region = lowest(addresses, done, before, last); region != NONE; ) {
                long start = addresses[region];
                views.append(view, start, start + device.region(region).size() - 1, number, region, false);
                done[region] = true;
                region = lowest(addresses, done, before, last);
            }
            if (!last) {
                views.append(view, views.entry(old, i), views.hasDoorbell(views.entry(old, i)));
            }
        }
        return view;
    }

    private static int lowest(long[] addresses, boolean[] done, long before, boolean last) {
        int lowest = NONE;
        for (int i = 0; i < addresses.length; i++) {
            boolean fits = !done[i] && (last || Long.compareUnsigned(addresses[i], before) < 0);
            if (fits && (lowest == NONE || Long.compareUnsigned(addresses[i], addresses[lowest]) < 0)) {
                lowest = i;
            }
        }
        return lowest;
    }

    private int without(int view, int number) {
        int old = views.own();
        for (int i = 0; i < views.count(old); i++) {
            int entry = views.entry(old, i);
            if (views.device(entry) != number) {
                views.append(view, entry, views.hasDoorbell(entry));
            }
        }
        return view;
    }

    private int withDoorbell(int view, int number, boolean doorbell) {
        int old = views.own();
        for (int i = 0; i < views.count(old); i++) {
            int entry = views.entry(old, i);
            views.append(view, entry, views.device(entry) == number ? doorbell : views.hasDoorbell(entry));
        }
        return view;
    }

    // ---- Checks.

    private int freeNumber() {
        for (int number = 0; number < layout.devices(); number++) {
            if (memory.load32(Mode.PLAIN, layout.state(number)) == FREE) {
                return number;
            }
        }
        return NONE;
    }

    private void requirePlugged(DispatchThread thread, int number, boolean took) {
        if (!isPlugged(number)) {
            dispatcher.releaseBigLock(thread, took);
            throw new IllegalArgumentException("no device " + number + " is plugged");
        }
    }

    private boolean isPlugged(int number) {
        return number >= 0 && number < layout.devices() && memory.load32(Mode.PLAIN, layout.state(number)) == PLUGGED;
    }

    /** Whether a device has a number: under two at once its callbacks would run under two locks. */
    private boolean isKnown(Device device) {
        for (int number = 0; number < layout.devices(); number++) {
            if (memory.load32(Mode.PLAIN, layout.state(number)) != FREE && dispatcher.device(number) == device) {
                return true;
            }
        }
        return false;
    }

    /** Why a device cannot be plugged there; null if it can. */
    private String refusal(Device device, long... addresses) {
        int view = views.own();
        if (views.count(view) + addresses.length > layout.entries()) {
            return "no room for " + addresses.length + " more regions, of " + layout.entries();
        }
        String refused = null;
        for (int i = 0; i < addresses.length && refused == null; i++) {
            long start = addresses[i];
            long end = start + device.region(i).size() - 1;
            if (Long.compareUnsigned(end, start) < 0) {
                return "region " + i + " at " + hex(start) + " wraps around";
            }
            for (int j = 0; j < views.count(view) && refused == null; j++) {
                refused = overlap(start, end, views.start(views.entry(view, j)), views.end(views.entry(view, j)));
            }
            for (int j = 0; j < i && refused == null; j++) {
                refused = overlap(
                        start,
                        end,
                        addresses[j],
                        addresses[j] + device.region(j).size() - 1);
            }
        }
        return refused;
    }

    private static String overlap(long start, long end, long otherStart, long otherEnd) {
        boolean apart = Long.compareUnsigned(start, otherEnd) > 0 || Long.compareUnsigned(otherStart, end) > 0;
        return apart
                ? null
                : "a region at " + hex(start) + " to " + hex(end) + " overlaps one at " + hex(otherStart) + " to "
                        + hex(otherEnd);
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
