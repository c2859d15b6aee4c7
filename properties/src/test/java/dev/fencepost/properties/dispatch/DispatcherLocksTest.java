package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.LockOrderException;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dispatcher from one thread: the order of locks, and what is put off until none is held (Q6). */
class DispatcherLocksTest extends DispatcherFixture {
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

    /** What finds no room is refused, and the rest is done. */
    @Test
    @Claims({Clause.Q6})
    void oneAccessPutsOffSoMuchAndNoMore() {
        Probe a = new Probe("a", Region.of(16, Locking.DEVICE));
        Probe b = new Probe("b", Region.of(16, Locking.DEVICE));
        topology.plug(thread, a, 0x1000);
        topology.plug(thread, b, 0x2000);
        List<BusResult> results = new ArrayList<>();
        a.onWrite = () -> {
            for (int i = 0; i < DispatchThread.MOST_PUT_OFF; i++) {
                results.add(dispatcher.post(thread, 0x2000, 4, 0));
            }
            assertThat(dispatcher.post(thread, 0x2000, 4, 0)).isEqualTo(BusResult.LOCK_HELD);
            assertThat(dispatcher.raise(thread, 0, 0)).isFalse();
        };
        dispatcher.write(thread, 0x1000, 4, 0);
        assertThat(results).containsOnly(BusResult.OK);
        assertThat(seen).hasSize(1 + DispatchThread.MOST_PUT_OFF);
        assertThat(dispatcher.takeInterrupts(thread, 0)).isZero();
    }

    /** A queue that the I/O thread serves, or who takes it back, is no reason to hold locks any longer. */
    @Test
    @Claims({Clause.Q6})
    void noLockIsHeldAcrossDmaOrAnInterruptOfAQueue() {
        Probe a = new Probe("a", Region.of(16, Locking.DEVICE).withDoorbell(8, 4));
        Probe b = new Probe("b", Region.of(16, Locking.DEVICE));
        int number = topology.plug(thread, a, 0x1000);
        topology.plug(thread, b, 0x2000);
        DataPlane io = new DataPlane(dispatcher, dispatcher.thread(1));
        topology.start(thread, number);
        io.poll();
        seen.clear();
        a.onServe = by -> {
            assertThat(dispatcher.write(by, 0x2000, 4, 0)).isEqualTo(BusResult.LOCK_HELD);
            assertThat(dispatcher.post(by, 0x2000, 4, 0)).isEqualTo(BusResult.OK);
            dispatcher.raise(by, 1, 3);
        };
        dispatcher.write(thread, 0x1008, 4, 0);
        io.poll();
        assertThat(seen).containsExactly("a serve by 1", "b write 0");
        assertThat(dispatcher.takeInterrupts(thread, 1)).isEqualTo(8);
        seen.clear();
        dispatcher.write(thread, 0x1008, 4, 0);
        topology.stop(thread, number);
        assertThat(seen).containsExactly("a serve by 0", "b write 0");
        assertThat(dispatcher.takeInterrupts(thread, 1)).isEqualTo(8);
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

    /** The whole order, and nothing beside. */
    @Test
    @Claims({Clause.Q6})
    void theStandardOrderAllowsThis() {
        List<String> allowed = new ArrayList<>();
        for (LockKind held : LockKind.values()) {
            for (LockKind wanted : LockKind.values()) {
                if (LockOrder.STANDARD.allows(held, wanted)) {
                    allowed.add(held + " " + wanted);
                }
            }
        }
        assertThat(allowed)
                .containsExactly(
                        "BIG AIO_CONTEXT",
                        "BIG DEVICE",
                        "BIG COALESCED",
                        "BIG CPU",
                        "AIO_CONTEXT DEVICE",
                        "AIO_CONTEXT COALESCED",
                        "AIO_CONTEXT CPU");
        JavaLocks locks = new JavaLocks(1, 1);
        locks.lock(LockKind.BIG, 0, 0);
        assertThatThrownBy(() -> locks.lock(LockKind.BIG, 0, 0)).hasMessageContaining("BIG 0 a second time");
    }
}
