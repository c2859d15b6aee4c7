package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.dispatch.Op;
import dev.fencepost.model.dispatch.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A dispatcher that does the operations of the model, each from beginning to end. */
final class DispatchPeer {
    private static final int DOORBELL = 8;
    private static final int APART = 0x100;

    private final DispatchLayout layout;
    private final SharedMemory memory;
    private final Dispatcher dispatcher;
    private final Topology topology;
    private final DataPlane dataPlane;
    private final List<Counting> devices = new ArrayList<>();
    private final int main;

    /** A device that counts its writes, as the model does not those that were kept; and handles its queue at once. */
    private static final class Counting extends Device {
        private int number = -1;
        private int register;
        private int posted;
        private int handled;
        private boolean freed;

        Counting(Region... regions) {
            super(regions);
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return register;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long value) {
            register += region == 0 && offset != DOORBELL ? 1 : 0;
        }

        @Override
        public void serve(DispatchThread thread) {
            handled = posted;
        }

        @Override
        public void free() {
            freed = true;
        }
    }

    /**
     * With devices of those kinds, so many vCPUs, and room for so many writes to be kept; seen through {@code seen}.
     */
    DispatchPeer(List<Locking> lockings, int vcpus, int kept, UnaryOperator<SharedMemory> seen) {
        main = vcpus;
        int count = lockings.size();
        layout = new DispatchLayout(vcpus + 2, count, 2 * count, vcpus, kept);
        memory = new ArrayMemory(layout.size());
        dispatcher = new Dispatcher(seen.apply(memory), layout, new HeldLocks(Math.max(count, vcpus)), () -> {});
        topology = new Topology(dispatcher);
        dataPlane = new DataPlane(dispatcher, dispatcher.thread(vcpus + 1));
        for (Locking locking : lockings) {
            Region register = Region.of(16, locking).withDoorbell(DOORBELL, 4);
            Region coalesced = Region.of(8, locking);
            Counting device =
                    new Counting(register, locking == Locking.GLOBAL ? coalesced.withCoalescing() : coalesced);
            long at = address(devices.size());
            devices.add(device);
            device.number = topology.plug(dispatcher.thread(main), device, at, at + 16);
        }
    }

    private static long address(int device) {
        return (long) APART * (1 + device);
    }

    void perform(int thread, Op op) {
        DispatchThread by = dispatcher.thread(thread);
        Counting device = devices.get(op.device());
        long at = address(op.device());
        switch (op.kind()) {
            case WRITE -> dispatcher.write(by, at, 4, 1);
            case COALESCE -> dispatcher.write(by, at + 16, 4, 1);
            case KICK -> {
                device.posted++;
                dispatcher.write(by, at + DOORBELL, 4, 0);
            }
            case UNPLUG -> {
                topology.unplug(by, device.number);
                topology.reclaim(by);
            }
            case REARRANGE -> topology.rearrange(by);
            case START -> topology.start(by, device.number);
            case STOP -> topology.stop(by, device.number);
            default -> throw new IllegalArgumentException(op + " is not held against the model");
        }
    }

    /** The I/O thread handles what it was kicked for. */
    void poll() {
        dataPlane.poll();
    }

    View view() {
        List<View.Device> all = new ArrayList<>();
        for (Counting device : devices) {
            boolean plugged = topology.isPlugged(dispatcher.thread(main), device.number);
            boolean started = memory.load32(Mode.PLAIN, layout.started(device.number)) != 0;
            all.add(new View.Device(device.register, device.handled, plugged, device.freed, started));
        }
        return new View(all, memory.load32(Mode.PLAIN, layout.coalescedCount()));
    }
}
