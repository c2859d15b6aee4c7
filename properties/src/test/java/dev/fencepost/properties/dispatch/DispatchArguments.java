package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.properties.argument.Arguments;
import java.util.function.IntUnaryOperator;

/** The numbers that dispatch takes. */
public final class DispatchArguments {
    private static final int MOST = 1 << 16;
    private static final long START = 0x1000;

    private DispatchArguments() {}

    /** A device of each kind of lock, one behind the other. */
    private static final class Scene extends DispatcherFixture {
        final CheckedLocks locks = new CheckedLocks(new JavaLocks(4, 2), LockOrder.STANDARD, 2);

        Scene() {
            long at = START;
            for (Locking locking : Locking.values()) {
                topology.plug(thread, new Probe("device", Region.of(8, locking)), at);
                at += 8;
            }
        }

        String state() {
            return Arguments.dump(memory) + seen + wakes + topology.isPlugged(thread, 0);
        }
    }

    /** All of them. */
    public static Arguments<?> table() {
        Arguments<Scene> table = new Arguments<>(Scene::new, Scene::state);
        layout(table);
        accesses(table);
        locks(table);
        devices(table);
        return table;
    }

    private static void layout(Arguments<Scene> table) {
        table.refused("DispatchLayout.new#0", 1, MOST, (s, n) -> new DispatchLayout((int) n, 1, 1, 1, 1))
                .refused("DispatchLayout.new#1", 1, MOST, (s, n) -> new DispatchLayout(1, (int) n, 1, 1, 1))
                .refused("DispatchLayout.new#2", 1, MOST, (s, n) -> new DispatchLayout(1, 1, (int) n, 1, 1))
                .refused("DispatchLayout.new#3", 1, MOST, (s, n) -> new DispatchLayout(1, 1, 1, (int) n, 1))
                .refused("DispatchLayout.new#4", 1, MOST, (s, n) -> new DispatchLayout(1, 1, 1, 1, (int) n))
                .refused("DispatchLayout.dense#0", 1, MOST, (s, n) -> DispatchLayout.dense((int) n, 1, 1, 1, 1))
                .refused("DispatchLayout.dense#1", 1, MOST, (s, n) -> DispatchLayout.dense(1, (int) n, 1, 1, 1))
                .refused("DispatchLayout.dense#2", 1, MOST, (s, n) -> DispatchLayout.dense(1, 1, (int) n, 1, 1))
                .refused("DispatchLayout.dense#3", 1, MOST, (s, n) -> DispatchLayout.dense(1, 1, 1, (int) n, 1))
                .refused("DispatchLayout.dense#4", 1, MOST, (s, n) -> DispatchLayout.dense(1, 1, 1, 1, (int) n));
        DispatchLayout layout = new DispatchLayout(2, 4, 10, 2, 4);
        place(table, "reader", 2, layout::reader);
        place(table, "viewCount", 4, layout::viewCount);
        place(table, "viewReplaced", 4, layout::viewReplaced);
        place(table, "references", 4, layout::references);
        place(table, "retired", 4, layout::retired);
        place(table, "realized", 4, layout::realized);
        place(table, "started", 4, layout::started);
        place(table, "attached", 4, layout::attached);
        place(table, "kicked", 4, layout::kicked);
        place(table, "state", 4, layout::state);
        place(table, "unpluggedIn", 4, layout::unpluggedIn);
    }

    private static void place(Arguments<Scene> table, String name, int count, IntUnaryOperator place) {
        table.index("DispatchLayout." + name + "#0", count, (s, n) -> place.applyAsInt((int) n));
    }

    private static void accesses(Arguments<Scene> table) {
        long end = START + 8 * Locking.values().length - 1;
        table.index("Dispatcher.thread#0", 2, (s, n) -> s.dispatcher.thread((int) n))
                .answered(
                        "Dispatcher.read#1",
                        START,
                        end,
                        true,
                        BusResult.UNMAPPED,
                        (s, n) -> s.dispatcher.read(s.thread, n, 1))
                .answered(
                        "Dispatcher.read#2",
                        1,
                        8,
                        false,
                        BusResult.WRONG_SIZE,
                        (s, n) -> s.dispatcher.read(s.thread, START, (int) n))
                .answered(
                        "Dispatcher.write#1",
                        START,
                        end,
                        true,
                        BusResult.UNMAPPED,
                        (s, n) -> s.dispatcher.write(s.thread, n, 1, 0))
                .answered(
                        "Dispatcher.write#2",
                        1,
                        8,
                        false,
                        BusResult.WRONG_SIZE,
                        (s, n) -> s.dispatcher.write(s.thread, START, (int) n, 0))
                .answered(
                        "Dispatcher.post#1",
                        START,
                        end,
                        true,
                        BusResult.UNMAPPED,
                        (s, n) -> s.dispatcher.post(s.thread, n, 1, 0))
                .answered(
                        "Dispatcher.post#2",
                        1,
                        8,
                        false,
                        BusResult.WRONG_SIZE,
                        (s, n) -> s.dispatcher.post(s.thread, START, (int) n, 0))
                .index("Dispatcher.raise#1", 2, (s, n) -> s.dispatcher.raise(s.thread, (int) n, 0))
                .index("Dispatcher.raise#2", 64, (s, n) -> s.dispatcher.raise(s.thread, 0, (int) n))
                .index("Dispatcher.takeInterrupts#1", 2, (s, n) -> s.dispatcher.takeInterrupts(s.thread, (int) n))
                .refused("DispatchThread.later#1", 1, 8, (s, n) -> s.thread.later(START, (int) n, 0))
                .any("Dispatcher.write#3", "Dispatcher.post#3", "DispatchThread.later#0", "DispatchThread.later#2");
    }

    private static void locks(Arguments<Scene> table) {
        LockKind device = LockKind.DEVICE;
        table.refused("JavaLocks.new#0", 1, Integer.MAX_VALUE, (s, n) -> new JavaLocks((int) n, 1))
                .refused("JavaLocks.new#1", 1, Integer.MAX_VALUE, (s, n) -> new JavaLocks(1, (int) n))
                .index("JavaLocks.lock#1", 4, (s, n) -> done(() -> new JavaLocks(4, 2).lock(device, (int) n, 0)))
                .index("JavaLocks.unlock#1", 4, (s, n) -> done(() -> new JavaLocks(4, 2).unlock(device, (int) n, 0)))
                .any("JavaLocks.lock#2", "JavaLocks.unlock#2")
                .refused(
                        "CheckedLocks.new#2",
                        1,
                        Integer.MAX_VALUE,
                        (s, n) -> new CheckedLocks(new JavaLocks(1, 1), LockOrder.STANDARD, (int) n))
                .index("CheckedLocks.lock#1", 4, (s, n) -> done(() -> s.locks.lock(device, (int) n, 0)))
                .index("CheckedLocks.lock#2", 2, (s, n) -> done(() -> s.locks.lock(device, 0, (int) n)))
                .index("CheckedLocks.unlock#1", 4, (s, n) -> done(() -> s.locks.unlock(device, (int) n, 0)))
                .index("CheckedLocks.unlock#2", 2, (s, n) -> done(() -> s.locks.unlock(device, 0, (int) n)));
    }

    private static void devices(Arguments<Scene> table) {
        Region region = Region.of(64, Locking.DEVICE);
        table.refusedWide("Region.of#0", 1, Long.MAX_VALUE, (s, n) -> Region.of(n, Locking.GLOBAL))
                .refused("Region.withWidths#0", 1, 8, (s, n) -> region.withWidths((int) n, 8))
                .refused("Region.withWidths#1", 1, 8, (s, n) -> region.withWidths(1, (int) n))
                .refused("Region.withDoorbell#0", 0, 60, (s, n) -> region.withDoorbell((int) n, 4))
                .refused("Region.withDoorbell#1", 1, 8, (s, n) -> region.withDoorbell(0, (int) n))
                .index("Device.region#0", 1, (s, n) -> s.new Probe("other", region).region((int) n))
                .any("Topology.plug#2") // whatever is free: DispatcherTest says which is not
                .index("Topology.unplug#1", 3, (s, n) -> done(() -> s.topology.unplug(s.thread, (int) n)))
                .index("Topology.start#1", 3, (s, n) -> done(() -> s.topology.start(s.thread, (int) n)))
                .index("Topology.stop#1", 3, (s, n) -> done(() -> s.topology.stop(s.thread, (int) n)))
                .answered(
                        "Topology.isPlugged#1", 0, 2, false, false, (s, n) -> s.topology.isPlugged(s.thread, (int) n));
    }

    private static Object done(Runnable call) {
        call.run();
        return "done";
    }
}
