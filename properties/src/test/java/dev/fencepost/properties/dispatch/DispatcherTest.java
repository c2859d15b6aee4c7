package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.DeviceError;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dispatcher from one thread: every answer of the bus, the guard, the topology, what is kept for later. */
class DispatcherTest extends DispatcherFixture {
    private static final int ROUNDS = 20_000;

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
    void aCallbackKnowsItsRegion() {
        Probe probe = new Probe(
                "a",
                Region.of(16, Locking.DEVICE),
                Region.of(16, Locking.DEVICE).withWidths(1, 1));
        topology.plug(thread, probe, 0x2000, 0x1000);
        dispatcher.write(thread, 0x2000, 4, 0);
        assertThat(probe.region).isZero();
        assertThat(dispatcher.write(thread, 0x1000, 4, 0)).isEqualTo(BusResult.WRONG_SIZE);
        dispatcher.write(thread, 0x1000, 1, 0);
        assertThat(probe.region).isOne();
        dispatcher.read(thread, 0x2000, 4);
        assertThat(probe.region).isZero();
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

    /** A callback that refused is over: what comes next is kept as before, and passed on in its turn. */
    @ParameterizedTest
    @EnumSource(Locking.class)
    @Claims({Clause.Q7, Clause.Q9})
    void writesAreKeptAfterADeviceRefusedOne(Locking locking) {
        Probe slow = new Probe("slow", Region.of(64, Locking.GLOBAL).withCoalescing());
        Probe refusing = new Probe("refusing", Region.of(16, locking));
        refusing.onWrite = () -> {
            throw new DeviceError("not now");
        };
        topology.plug(thread, slow, 0x1000);
        topology.plug(thread, refusing, 0x2000);
        assertThat(dispatcher.write(thread, 0x2000, 4, 0)).isEqualTo(BusResult.DEVICE_ERROR);
        seen.clear();
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(seen).as("kept").isEmpty();
        dispatcher.flush(thread);
        assertThat(seen).containsExactly("slow write 0");
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

    /** The mutant: an answer that is made anew each time. */
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
        assertThatThrownBy(() -> topology.plug(thread, probe, 0x3000)).hasMessage("the device is plugged already");
        Probe other = new Probe("c", Region.of(16, Locking.GLOBAL));
        assertThatThrownBy(() -> topology.plug(thread, other, 0x100f))
                .hasMessage("a region at 0x100f to 0x101e overlaps one at 0x1000 to 0x100f");
        assertThatThrownBy(() -> topology.plug(thread, other, -8)).hasMessageContaining("wraps around");
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
