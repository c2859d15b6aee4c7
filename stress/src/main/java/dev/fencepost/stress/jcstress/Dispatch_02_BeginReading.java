package dev.fencepost.stress.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A vCPU says that it reads, then loads the current view; the main loop replaces the view, then looks who reads, and
 * frees the old one if nobody does. Store buffering again: QR1 and QT2 must be full fences (Q3).
 */
public class Dispatch_02_BeginReading {
    private Dispatch_02_BeginReading() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device is found, in the old view or in the new one.")
    @Outcome(id = "-1", expect = FORBIDDEN, desc = "The view is freed under its reader, who finds no device.")
    @State
    public static class Fenced {
        private static final Pool<Bus> BUSES =
                new Pool<>(Bus.BYTES, memory -> new Bus(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final Bus bus = BUSES.next().reset();

        /** The vCPU. */
        @Actor
        public void vcpu(I_Result r) {
            r.r1 = bus.read();
        }

        /** The main loop. */
        @Actor
        public void mainLoop() {
            bus.replaceView();
        }
    }

    /** The vCPU has the view before anyone sees that it reads. */
    @JCStressTest
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device is found, in the old view or in the new one.")
    @Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "The view is freed under its reader.")
    @State
    public static class BrokenWithoutQR1 {
        private static final Pool<Bus> BUSES =
                new Pool<>(Bus.BYTES, memory -> new Bus(new WithoutFence(memory, DispatchSite.QR1)));

        private final Bus bus = BUSES.next().reset();

        /** The vCPU. */
        @Actor
        public void vcpu(I_Result r) {
            r.r1 = bus.read();
        }

        /** The main loop. */
        @Actor
        public void mainLoop() {
            bus.replaceView();
        }
    }
}
