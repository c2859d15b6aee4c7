package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A dispatcher that is used from one thread, or by turns, and devices that tell what is done to them. */
abstract class DispatcherFixture {
    final DispatchLayout layout = new DispatchLayout(2, 4, 1100, 2, 4);
    final SharedMemory memory = new ArrayMemory(layout.size());
    final List<String> wakes = new ArrayList<>();
    final Dispatcher dispatcher = new Dispatcher(
            memory, layout, new CheckedLocks(new JavaLocks(4, 2), LockOrder.STANDARD, 2), () -> wakes.add("wake"));
    final Topology topology = new Topology(dispatcher);
    final DispatchThread thread = dispatcher.thread(0);
    final List<String> seen = new ArrayList<>();

    /** A device that notes its accesses and does what {@link #onWrite} says. */
    final class Probe extends Device {
        private final String name;
        Runnable onWrite = () -> {};
        Consumer<DispatchThread> onServe = by -> {};
        int region;

        Probe(String name, Region... regions) {
            super(regions);
            this.name = name;
        }

        @Override
        public long read(DispatchThread by, int region, long offset, int width) {
            this.region = region;
            seen.add(name + " read " + offset);
            return 0x1_0000_00ffL;
        }

        @Override
        public void write(DispatchThread by, int region, long offset, int width, long value) {
            this.region = region;
            seen.add(name + " write " + offset);
            onWrite.run();
        }

        @Override
        public void serve(DispatchThread by) {
            seen.add(name + " serve by " + by.number());
            onServe.accept(by);
        }

        @Override
        public void gone(DispatchThread by) {
            seen.add(name + " gone");
        }
    }
}
