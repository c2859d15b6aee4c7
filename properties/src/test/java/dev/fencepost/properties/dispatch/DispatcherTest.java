package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DeviceError;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.LockOrderException;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dispatcher from one thread: every answer of the bus, the guard, put-off accesses, kicks, locks. */
class DispatcherTest {
    private static final int ROUNDS = 20_000;

    private final DispatchLayout layout = new DispatchLayout(2, 4, 1100, 2, 4);
    private final SharedMemory memory = new ArrayMemory(layout.size());
    private final List<String> wakes = new ArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(
            memory, layout, new CheckedLocks(new JavaLocks(4, 2), LockOrder.STANDARD, 2), () -> wakes.add("wake"));
    private final Topology topology = new Topology(dispatcher);
    private final DispatchThread thread = dispatcher.thread(0);
    private final List<String> seen = new ArrayList<>();

    /** A device that notes its accesses and does what {@link #onWrite} says. */
    private final class Probe extends Device {
        private final String name;
        private Runnable onWrite = () -> {};

        Probe(String name, Region... regions) {
            super(regions);
            this.name = name;
        }

        @Override
        protected long read(DispatchThread by, int region, long offset, int width) {
            seen.add(name + " read " + offset);
            return 0x1_0000_00ffL;
        }

        @Override
        protected void write(DispatchThread by, int region, long offset, int width, long value) {
            seen.add(name + " write " + offset);
            onWrite.run();
        }

        @Override
        protected void serve(DispatchThread by) {
            seen.add(name + " serve by " + by.number());
        }

        @Override
        protected void gone(DispatchThread by) {
            seen.add(name + " gone");
        }
    }

    @Test
    @Claims({Clause.Q9})
    void aBadAccessIsAnAnswer() {
        Probe probe = new Probe("a", Region.of(16, Locking.GLOBAL).withWidths(2, 4));
        int number = topology.plug(thread, probe, 0x1000);
        assertThat(dispatcher.read(thread, 0xfff, 2)).isEqualTo(BusResult.UNMAPPED);
        assertThat(thread.value()).isEqualTo(0xffff);
        assertThat(dispatcher.read(thread, 0x1000, 1)).isEqualTo(BusResult.WRONG_SIZE);
        assertThat(dispatcher.read(thread, 0x1000, 8)).isEqualTo(BusResult.WRONG_SIZE);
        assertThat(thread.value()).isEqualTo(-1);
        assertThat(dispatcher.read(thread, 0x1001, 2)).isEqualTo(BusResult.WRONG_SIZE);
        assertThat(dispatcher.write(thread, 0x100e, 4, 0)).isEqualTo(BusResult.WRONG_SIZE);
        assertThat(dispatcher.write(thread, 0x1000, 3, 0)).isEqualTo(BusResult.WRONG_SIZE);
        assertThat(dispatcher.read(thread, 0x100c, 4)).isEqualTo(BusResult.OK);
        assertThat(thread.value()).isEqualTo(0xff);
        probe.onWrite = () -> {
            throw new DeviceError("not now");
        };
        assertThat(dispatcher.write(thread, 0x1000, 4, 0)).isEqualTo(BusResult.DEVICE_ERROR);
        assertThat(dispatcher.read(thread, 0x1000, 4))
                .as("nothing is left locked")
                .isEqualTo(BusResult.OK);
        topology.unplug(thread, number);
        assertThat(dispatcher.read(thread, 0x1000, 4)).isEqualTo(BusResult.UNMAPPED);
    }

    /** The device is unplugged by its own callback: that one ends, the next finds nobody. */
    @Test
    @Claims({Clause.Q4, Clause.Q9})
    void aDeviceOutlivesTheCallbackThatUnplugsIt() {
        Probe probe = new Probe("a", Region.of(16, Locking.GLOBAL));
        int number = topology.plug(thread, probe, 0x1000);
        List<Integer> waiting = new ArrayList<>();
        probe.onWrite = () -> {
            topology.unplug(thread, number);
            waiting.add(topology.reclaim(thread));
        };
        assertThat(dispatcher.write(thread, 0x1000, 4, 0)).isEqualTo(BusResult.OK);
        assertThat(waiting).containsExactly(1);
        assertThat(seen).containsExactly("a write 0");
        assertThat(topology.reclaim(thread)).isZero();
        assertThat(seen).containsExactly("a write 0", "a gone");
    }

    @Test
    @Claims({Clause.Q5})
    void aGuardedDeviceIsNotEnteredFromItsOwnAccess() {
        Probe a = new Probe("a", Region.of(16, Locking.GLOBAL), Region.of(16, Locking.GLOBAL));
        Probe b = new Probe("b", Region.of(16, Locking.GLOBAL));
        topology.plug(thread, a, 0x1000, 0x2000);
        topology.plug(thread, b, 0x3000);
        List<BusResult> results = new ArrayList<>();
        a.onWrite = () -> {
            results.add(dispatcher.write(thread, 0x1000, 4, 0));
            results.add(dispatcher.write(thread, 0x2000, 4, 0));
            results.add(dispatcher.write(thread, 0x3000, 4, 0));
        };
        b.onWrite = () -> results.add(dispatcher.write(thread, 0x1008, 4, 0));
        assertThat(dispatcher.write(thread, 0x1000, 4, 0)).isEqualTo(BusResult.OK);
        assertThat(results)
                .containsExactly(BusResult.REENTERED, BusResult.REENTERED, BusResult.REENTERED, BusResult.OK);
        assertThat(seen).containsExactly("a write 0", "b write 0");
        results.clear();
        a.onWrite = () -> {};
        dispatcher.write(thread, 0x3000, 4, 0);
        assertThat(results).as("the guard was cleared by who set it").containsExactly(BusResult.OK);
    }

    /** A device without locks brings its own, and with them its own guard. */
    @Test
    @Claims({Clause.Q2})
    void aLockFreeDeviceIsEnteredAsOftenAsOneLikes() {
        Probe probe = new Probe("a", Region.of(16, Locking.LOCK_FREE));
        topology.plug(thread, probe, 0);
        List<BusResult> results = new ArrayList<>();
        probe.onWrite = () -> results.add(dispatcher.read(thread, 8, 4));
        dispatcher.write(thread, 0, 4, 0);
        assertThat(results).containsExactly(BusResult.OK);
    }

    @Test
    @Claims({Clause.Q6})
    void noDeviceLockIsHeldAcrossDmaOrAnInterrupt() {
        Probe a = new Probe("a", Region.of(16, Locking.DEVICE));
        Probe b = new Probe("b", Region.of(16, Locking.DEVICE));
        topology.plug(thread, a, 0x1000);
        topology.plug(thread, b, 0x2000);
        List<BusResult> results = new ArrayList<>();
        a.onWrite = () -> {
            results.add(dispatcher.write(thread, 0x2000, 4, 0));
            results.add(dispatcher.write(thread, 0x1000, 4, 0));
            results.add(dispatcher.post(thread, 0x2000, 4, 0));
            dispatcher.raise(thread, 1, 3);
            seen.add("a done");
        };
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(results).containsExactly(BusResult.LOCK_HELD, BusResult.REENTERED, BusResult.OK);
        assertThat(seen).containsExactly("a write 0", "a done", "b write 0");
        assertThat(dispatcher.takeInterrupts(thread, 1)).isEqualTo(8);
        assertThat(dispatcher.takeInterrupts(thread, 1)).isZero();
    }

    @Test
    @Claims({Clause.Q6})
    void putOffWritesKeepTheirOrder() {
        Probe a = new Probe("a", Region.of(16, Locking.DEVICE));
        Probe b = new Probe("b", Region.of(16, Locking.DEVICE));
        topology.plug(thread, a, 0x1000);
        topology.plug(thread, b, 0x2000);
        a.onWrite = () -> {
            dispatcher.post(thread, 0x2000, 4, 0);
            dispatcher.post(thread, 0x2008, 4, 0);
        };
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(seen).containsExactly("a write 0", "b write 0", "b write 8");
    }

    /** A write of another width there is a write. */
    @Test
    @Claims({Clause.Q8})
    void onlyItsOwnWidthRingsADoorbell() {
        Probe probe = new Probe("a", Region.of(16, Locking.DEVICE).withDoorbell(8, 4));
        topology.start(thread, topology.plug(thread, probe, 0x1000));
        new DataPlane(dispatcher, dispatcher.thread(1)).poll();
        seen.clear();
        dispatcher.write(thread, 0x1008, 2, 0);
        dispatcher.write(thread, 0x1008, 8, 0);
        assertThat(seen).containsExactly("a write 8", "a write 8");
    }

    /** A guest that makes a device write to itself for ever does not keep the thread. */
    @Test
    @Claims({Clause.Q5})
    void putOffWritesEnd() {
        Probe probe = new Probe("a", Region.of(16, Locking.DEVICE));
        topology.plug(thread, probe, 0x1000);
        List<BusResult> results = new ArrayList<>();
        probe.onWrite = () -> results.add(dispatcher.post(thread, 0x1000, 4, 0));
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(results).hasSize(5).endsWith(BusResult.LOCK_HELD);
        results.clear();
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(results).as("the next access may put off again").hasSize(5);
    }

    /** Data, not code: an order may be anything but a circle. */
    @Test
    @Claims({Clause.Q6})
    void lockOrderIsChecked() {
        assertThatThrownBy(() -> LockOrder.STANDARD.with(LockKind.DEVICE, LockKind.BIG))
                .hasMessageContaining("circle");
        Probe probe = new Probe("a", Region.of(16, Locking.DEVICE));
        int number = topology.plug(thread, probe, 0x1000);
        probe.onWrite = () -> topology.unplug(thread, number);
        assertThatThrownBy(() -> dispatcher.write(thread, 0x1000, 4, 0))
                .isInstanceOf(LockOrderException.class)
                .hasMessage("thread 0 takes a lock BIG while it has a lock DEVICE (Q6)");
    }

    @ParameterizedTest
    @EnumSource
    @Claims({Clause.Q8})
    void aKickTakesOnePath(Locking locking) {
        Probe probe = new Probe("a", Region.of(16, locking).withDoorbell(8, 4));
        int number = topology.plug(thread, probe, 0x1000);
        DataPlane io = new DataPlane(dispatcher, dispatcher.thread(1));
        dispatcher.write(thread, 0x1008, 4, 0);
        assertThat(seen).containsExactly("a write 8", "a serve by 0");
        assertThat(io.poll()).isFalse();

        seen.clear();
        topology.start(thread, number);
        topology.start(thread, number);
        assertThat(io.poll()).as("what was in the queue does not wait").isTrue();
        dispatcher.write(thread, 0x1008, 4, 0);
        dispatcher.write(thread, 0x1008, 4, 0);
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(io.poll()).isTrue();
        assertThat(io.poll()).as("kicks coalesce").isFalse();
        assertThat(seen).containsExactly("a serve by 1", "a write 0", "a serve by 1");

        seen.clear();
        dispatcher.write(thread, 0x1008, 4, 0);
        topology.stop(thread, number);
        topology.stop(thread, number);
        assertThat(seen).as("the last kick is not lost").containsExactly("a serve by 0");
        assertThat(io.poll()).isFalse();
    }

    @Test
    @Claims({Clause.Q8})
    void whoSleepsIsWokenByAKick() {
        Probe probe = new Probe("a", Region.of(16, Locking.LOCK_FREE).withDoorbell(0, 2));
        int number = topology.plug(thread, probe, 0);
        DataPlane io = new DataPlane(dispatcher, dispatcher.thread(1));
        topology.start(thread, number);
        assertThat(io.maySleep()).as("kicked already").isFalse();
        io.awake();
        assertThat(io.poll()).isTrue();
        dispatcher.write(thread, 0, 2, 0);
        assertThat(wakes).isEmpty();
        assertThat(io.poll()).isTrue();
        assertThat(io.maySleep()).isTrue();
        dispatcher.write(thread, 0, 2, 0);
        assertThat(wakes).hasSize(1);
        topology.unplug(thread, number);
        assertThat(io.poll()).as("nobody is attached").isFalse();
        assertThat(topology.reclaim(thread)).isZero();
    }

    @Test
    @Claims({Clause.Q7})
    void coalescedWritesComeInOrderAndBeforeWhatFollows() {
        Probe slow = new Probe("slow", Region.of(64, Locking.GLOBAL).withCoalescing());
        Probe other = new Probe("other", Region.of(16, Locking.GLOBAL));
        topology.plug(thread, slow, 0x1000);
        int number = topology.plug(thread, other, 0x2000);
        dispatcher.write(thread, 0x1000, 4, 0);
        dispatcher.write(thread, 0x1004, 4, 0);
        assertThat(seen).isEmpty();
        dispatcher.read(thread, 0x2000, 4);
        assertThat(seen).containsExactly("slow write 0", "slow write 4", "other read 0");
        seen.clear();
        for (int i = 0; i < 5; i++) {
            dispatcher.write(thread, 0x1000 + 4 * i, 4, 0);
        }
        assertThat(seen)
                .as("what finds no room is no exception")
                .containsExactly("slow write 0", "slow write 4", "slow write 8", "slow write 12", "slow write 16");
        seen.clear();
        dispatcher.write(thread, 0x1000, 4, 0);
        topology.unplug(thread, number);
        assertThat(seen).containsExactly("slow write 0");
        dispatcher.write(thread, 0x1000, 4, 0);
        dispatcher.flush(thread);
        assertThat(seen).hasSize(2);
    }

    /** Unmapped, a read and a write under each kind of lock, a kick on the doorbell. */
    @ParameterizedTest
    @EnumSource
    void dispatchAllocatesNothing(Locking locking) {
        RegisterDevice device = new RegisterDevice(
                new ArrayMemory(16), 0, Region.of(16, locking).withDoorbell(8, 4));
        int number = topology.plug(thread, device, 0x1000);
        topology.start(thread, number);
        assertThat(allocatedBy(() -> {
                    dispatcher.read(thread, 0x800, 4);
                    dispatcher.read(thread, 0x1000, 4);
                    dispatcher.write(thread, 0x1000, 4, 1);
                    dispatcher.write(thread, 0x1008, 4, 1);
                }))
                .isLessThan(ROUNDS);
    }

    /** The broken twin: an answer that is made anew each time. */
    @ParameterizedTest
    @ValueSource(ints = 16)
    void allocationIsNoticed(int size) {
        Object[] sink = new Object[1];
        assertThat(allocatedBy(() -> sink[0] = new long[size])).isGreaterThan(ROUNDS);
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                work.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Probe probe = new Probe("a", Region.of(16, Locking.GLOBAL));
        topology.plug(thread, probe, 0x1000);
        assertThatThrownBy(() -> topology.plug(thread, probe, 0x100f))
                .hasMessage("a region at 0x100f to 0x101e overlaps one at 0x1000 to 0x100f");
        assertThatThrownBy(() -> topology.plug(thread, probe, -8)).hasMessageContaining("wraps around");
        Probe two = new Probe("b", Region.of(16, Locking.GLOBAL), Region.of(16, Locking.GLOBAL));
        assertThatThrownBy(() -> topology.plug(thread, two, 0x2000, 0x200f))
                .hasMessage("a region at 0x200f to 0x201e overlaps one at 0x2000 to 0x200f");
        assertThatThrownBy(() -> topology.plug(thread, probe)).hasMessageContaining("0 addresses");
        assertThatThrownBy(() -> topology.unplug(thread, 3)).hasMessage("no device 3 is plugged");
        assertThatThrownBy(() -> topology.stop(thread, -1)).hasMessage("no device -1 is plugged");
        assertThat(dispatcher.read(thread, 0x1000, 4)).as("no lock is left").isEqualTo(BusResult.OK);
        assertThatThrownBy(() -> new Probe("b", Region.of(4, Locking.GLOBAL), Region.of(4, Locking.DEVICE)))
                .hasMessageContaining("converted as a whole");
        assertThatThrownBy(() -> Region.of(4, Locking.DEVICE).withCoalescing()).hasMessageContaining("big lock");
        assertThatThrownBy(() -> Region.of(4, Locking.DEVICE).withDoorbell(4, 4))
                .hasMessageContaining("doorbell");
        assertThatThrownBy(() -> dispatcher.raise(thread, 2, 0)).hasMessageContaining("vCPU 2");
        assertThatThrownBy(() -> thread.later(0, 4, 0)).isInstanceOf(IllegalStateException.class);
    }
}
