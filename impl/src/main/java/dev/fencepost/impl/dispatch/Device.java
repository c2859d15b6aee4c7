package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.argument.Arguments;

/**
 * A device: its regions, and what it does when one of them is accessed. A callback runs under the lock that its region
 * asks for, on the thread that made the access, with the device kept from being freed (Q4). It may access other devices
 * through the same thread, unless it holds a device's lock: then {@link DispatchThread#later} (Q6).
 *
 * <p>A callback that refuses throws {@link DeviceError}. One that throws anything else is a fault of the device: it
 * leaves its lock taken and its device referenced, so that nobody goes on as if nothing had happened.
 */
public abstract class Device {
    /** Regions that a device has at most. */
    static final int MOST_REGIONS = 256;

    private final Region[] regions;

    /**
     * A device that is plugged nowhere yet.
     *
     * @param regions 1 to 256, which are plugged and unplugged together and ask for the same lock
     */
    protected Device(Region... regions) {
        if (regions.length < 1 || regions.length > MOST_REGIONS) {
            throw new IllegalArgumentException(regions.length + " regions, expected 1 to " + MOST_REGIONS);
        }
        this.regions = regions.clone();
        for (Region region : regions) {
            if (region.locking() != regions[0].locking()) {
                throw new IllegalArgumentException("a device is converted as a whole, but has regions "
                        + regions[0].locking() + " and " + region.locking());
            }
        }
    }

    /** How many regions it has. */
    public final int regions() {
        return regions.length;
    }

    /** A region by its number, from 0. */
    public final Region region(int number) {
        return regions[Arguments.index("region", number, regions.length)];
    }

    /**
     * A read.
     *
     * @param region number of the region
     * @param offset in bytes from its start, aligned to {@code width}
     * @param width in bytes
     * @throws DeviceError if the device refuses
     */
    public abstract long read(DispatchThread thread, int region, long offset, int width);

    /**
     * A write.
     *
     * @param region number of the region
     * @param offset in bytes from its start, aligned to {@code width}
     * @param width in bytes
     * @throws DeviceError if the device refuses
     */
    public abstract void write(DispatchThread thread, int region, long offset, int width, long value);

    /**
     * Handles all requests that are in its queue. Called for a kick: by the I/O thread once the queue is handed over to
     * it, else by whoever rang the doorbell, under the region's lock; never by two threads at once unless the region is
     * {@link Locking#LOCK_FREE}.
     */
    public void serve(DispatchThread thread) {}

    /** Frees what it holds: nobody has a reference on it any more. Under the big lock. */
    public void free() {}

    /** The guest may know now that it is gone (Q9). */
    public void gone(DispatchThread thread) {}
}
