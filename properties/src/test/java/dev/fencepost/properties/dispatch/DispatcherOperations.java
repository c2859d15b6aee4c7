package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * A dispatcher as something with operations that threads call: a register that comes and goes with its device, and a
 * queue that the I/O thread serves. Lincheck compares what they return with what one thread could have got (Q1, Q2,
 * Q8). A callback of a freed device throws, which no thread alone makes it do (Q4).
 *
 * <p>Public, as the thing under test must be for Lincheck.
 */
public class DispatcherOperations {
    static final int DEVICES = 4;
    static final int QUEUE_NUMBER = 0;

    /** Lincheck's are 1 and 2 for the two threads, 0 before and 3 after them. */
    private static final int IO_THREAD = 4;

    private static final int THREADS = 5;
    private static final int GOING = 0x100;
    private static final int QUEUE = 0x200;
    private static final int ABSENT = -1;

    private final Dispatcher dispatcher;
    private final Topology topology;
    private final DataPlane dataPlane;
    private final Queue queue = new Queue();

    /** As it should be. */
    public DispatcherOperations() {
        this(new CellMemory(layout().size()), new JavaLocks(DEVICES, 1));
    }

    /** On memory and with locks that may be wrong. */
    DispatcherOperations(SharedMemory memory, Locks locks) {
        dispatcher = new Dispatcher(memory, layout(), locks, () -> {});
        topology = new Topology(dispatcher);
        dataPlane = new DataPlane(dispatcher, dispatcher.thread(IO_THREAD));
        topology.plug(dispatcher.thread(0), queue, QUEUE);
        topology.start(dispatcher.thread(0), QUEUE_NUMBER);
        topology.plug(dispatcher.thread(0), new Register(), GOING);
        topology.reclaim(dispatcher.thread(0));
    }

    static DispatchLayout layout() {
        return DispatchLayout.dense(THREADS, DEVICES, 2, 1, 1);
    }

    /** A register of 4 bytes under a lock of its own. */
    private static final class Register extends Device {
        private long value;
        private boolean freed;

        Register() {
            super(Region.of(4, Locking.DEVICE).withWidths(4, 4));
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            requireAlive();
            return value;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long written) {
            requireAlive();
            value = value * 10 + written;
        }

        @Override
        public void free() {
            requireAlive();
            freed = true;
        }

        private void requireAlive() {
            if (freed) {
                throw new IllegalStateException("a device that is freed is called (Q4)");
            }
        }
    }

    /** A queue of requests, each a bit. */
    private static final class Queue extends Device {
        private final SharedMemory posted = new CellMemory(4);
        private int handled;

        Queue() {
            super(Region.of(4, Locking.LOCK_FREE).withDoorbell(0, 4));
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return 0;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long value) {}

        @Override
        public void serve(DispatchThread thread) {
            handled = posted.load32(Mode.OPAQUE, 0);
        }
    }

    /** What the register holds, or -1 if it is not there. */
    @Operation
    public long read(@Param(gen = ThreadIdGen.class) int thread) {
        DispatchThread self = dispatcher.thread(thread);
        return answer(dispatcher.read(self, GOING, 4)) == 0 ? self.value() : ABSENT;
    }

    /** Appends a digit to the register; -1 if it is not there. */
    @Operation
    public int write(@Param(gen = ThreadIdGen.class) int thread) {
        return answer(dispatcher.write(dispatcher.thread(thread), GOING, 4, 1 + thread));
    }

    private static int answer(BusResult result) {
        if (result == BusResult.OK) {
            return 0;
        }
        // Which of them it is depends on how far the other thread has come.
        if (result == BusResult.UNMAPPED || result == BusResult.GONE) {
            return ABSENT;
        }
        throw new IllegalStateException("an access is answered by " + result);
    }

    /** Plugs a device with a new register; false where there is one. */
    @Operation
    public boolean plug(@Param(gen = ThreadIdGen.class) int thread) {
        try {
            topology.plug(dispatcher.thread(thread), new Register(), GOING);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** Unplugs it, and frees what nobody uses any more; false where there is none. */
    @Operation
    public boolean unplug(@Param(gen = ThreadIdGen.class) int thread) {
        DispatchThread self = dispatcher.thread(thread);
        boolean done = false;
        for (int number = QUEUE_NUMBER + 1; number < DEVICES && !done; number++) {
            done = unplug(self, number);
        }
        topology.reclaim(self);
        return done;
    }

    private boolean unplug(DispatchThread self, int number) {
        try {
            topology.unplug(self, number);
            return true;
        } catch (IllegalArgumentException notThere) {
            return false;
        }
    }

    /** Puts a request into the queue and kicks. */
    @Operation
    public void kick(@Param(gen = ThreadIdGen.class) int thread) {
        queue.posted.getAndUpdate32(Mode.RELEASE, Update.OR, 0, 1 << thread);
        dispatcher.write(dispatcher.thread(thread), QUEUE, 4, 0);
    }

    /** The I/O thread looks once; returns which requests were ever handled. */
    @Operation(nonParallelGroup = "io")
    public int poll() {
        dataPlane.poll();
        return queue.handled;
    }
}
