package dev.fencepost.stress.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.lesson.Bus;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A vCPU rings a doorbell, then looks whether the I/O thread sleeps; the I/O thread says that it sleeps, then looks
 * whether the doorbell rang. Store buffering: QK1 and QK2 must be full fences (Q8).
 *
 * <p>On x86 ringing is a locked instruction and a full fence by itself, so that it is QK2 whose absence shows.
 */
public class Dispatch_01_RingDoorbell {
    private Dispatch_01_RingDoorbell() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nobody is woken, and nobody sleeps.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The I/O thread is woken and was awake: harmless.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The I/O thread sleeps and is woken.")
    @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "The I/O thread sleeps on a kick.")
    @State
    public static class Fenced {
        private static final Pool<Bus> BUSES =
                new Pool<>(Bus.BYTES, memory -> new Bus(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final Bus bus = BUSES.next().reset();

        /** The vCPU. */
        @Actor
        public void vcpu(II_Result r) {
            r.r1 = bus.kick();
        }

        /** The I/O thread. */
        @Actor
        public void ioThread(II_Result r) {
            r.r2 = bus.sleep();
        }
    }

    /** The I/O thread's last look may overtake its announcement. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nobody is woken, and nobody sleeps.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The I/O thread is woken and was awake: harmless.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The I/O thread sleeps and is woken.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "The I/O thread sleeps on a kick.")
    @State
    public static class BrokenWithoutQK2 {
        private static final Pool<Bus> BUSES =
                new Pool<>(Bus.BYTES, memory -> new Bus(new WithoutFence(memory, DispatchSite.QK2)));

        private final Bus bus = BUSES.next().reset();

        /** The vCPU. */
        @Actor
        public void vcpu(II_Result r) {
            r.r1 = bus.kick();
        }

        /** The I/O thread. */
        @Actor
        public void ioThread(II_Result r) {
            r.r2 = bus.sleep();
        }
    }
}
