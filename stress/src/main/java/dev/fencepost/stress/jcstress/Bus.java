package dev.fencepost.stress.jcstress;

import dev.fencepost.impl.dispatch.BusResult;
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
final class Bus {
    /** Bytes that one takes: a power of two. */
    static final int BYTES = 512;

    private static final DispatchLayout LAYOUT = DispatchLayout.dense(2, 1, 1, 1, 1);
    private static final int ADDRESS = 0x1000;

    private final Dispatcher dispatcher;
    private final Topology topology;
    private final DataPlane dataPlane;
    private final DispatchThread first;
    private final DispatchThread second;
    private boolean woken;

    /** The device's register is a constant, its doorbell is what stands there. */
    private static final class Constant extends Device {
        Constant() {
            super(Region.of(8, Locking.LOCK_FREE).withDoorbell(0, 4));
        }

        @Override
        protected long read(DispatchThread thread, int region, long offset, int width) {
            return 42;
        }

        @Override
        protected void write(DispatchThread thread, int region, long offset, int width, long value) {}
    }

    /** In that memory, whose queue belongs to the I/O thread. */
    Bus(SharedMemory memory) {
        dispatcher = new Dispatcher(memory, LAYOUT, new JavaLocks(1, 1), () -> woken = true);
        first = dispatcher.thread(0);
        second = dispatcher.thread(1);
        topology = new Topology(dispatcher);
        dataPlane = new DataPlane(dispatcher, second);
        int number = topology.plug(first, new Constant(), ADDRESS);
        topology.start(first, number);
        reset();
    }

    /** Nobody sleeps, nobody has kicked, and all views but one are free. */
    Bus reset() {
        dataPlane.awake();
        dataPlane.poll();
        topology.reclaim(first);
        woken = false;
        return this;
    }

    /** Rings the doorbell; whether the I/O thread had to be woken: 1 or 0. */
    int kick() {
        dispatcher.write(first, ADDRESS, 4, 0);
        return woken ? 1 : 0;
    }

    /** Whether the I/O thread goes to sleep: 1 or 0. */
    int sleep() {
        return dataPlane.maySleep() ? 1 : 0;
    }

    /** Reads the register: 42, or -1 where the device is not found. */
    int read() {
        return dispatcher.read(first, ADDRESS, 4) == BusResult.OK ? (int) first.value() : -1;
    }

    /** Replaces the view, and frees the old one if nobody reads it. */
    void replaceView() {
        topology.rearrange(second);
        topology.reclaim(second);
    }
}
