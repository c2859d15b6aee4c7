package dev.fencepost.stress.lesson;

import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.SharedMemory;

/** A dispatcher with one device that needs no lock: what an actor of a lesson does with it. */
public final class Bus {
    /** Bytes that one takes: a power of two. */
    public static final int BYTES = 512;

    private static final DispatchLayout LAYOUT = DispatchLayout.dense(2, 1, 1, 1, 1);
    private static final int ADDRESS = 0x1000;

    private final Dispatcher dispatcher;
    private final DataPlane dataPlane;
    private final DispatchThread first;
    private boolean woken;

    /** A device of which only the doorbell is used. */
    private static final class Silent extends Device {
        Silent() {
            super(Region.of(8, Locking.LOCK_FREE).withDoorbell(0, 4));
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return 0;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long value) {}
    }

    /** In that memory, whose queue belongs to the I/O thread. */
    public Bus(SharedMemory memory) {
        dispatcher = new Dispatcher(memory, LAYOUT, new JavaLocks(1, 1), () -> woken = true);
        first = dispatcher.thread(0);
        Topology topology = new Topology(dispatcher);
        dataPlane = new DataPlane(dispatcher, dispatcher.thread(1));
        int number = topology.plug(first, new Silent(), ADDRESS);
        topology.start(first, number);
        topology.reclaim(first);
        reset();
    }

    /** Nobody sleeps, and nobody has kicked. */
    public Bus reset() {
        dataPlane.awake();
        dataPlane.poll();
        woken = false;
        return this;
    }

    /** Rings the doorbell; whether the I/O thread had to be woken: 1 or 0. */
    public int kick() {
        dispatcher.write(first, ADDRESS, 4, 0);
        return woken ? 1 : 0;
    }

    /** Whether the I/O thread goes to sleep: 1 or 0. */
    public int sleep() {
        return dataPlane.maySleep() ? 1 : 0;
    }
}
