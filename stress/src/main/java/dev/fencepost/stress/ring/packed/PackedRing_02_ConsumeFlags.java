package dev.fencepost.stress.ring.packed;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import dev.fencepost.stress.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The device writes into a buffer, and length and id over the descriptor, the flags last; the driver sees the flags and
 * reads length, id and payload. Message passing the other way: PV2 keeps the stores in order, PD3 the loads (S4).
 */
public class PackedRing_02_ConsumeFlags {
    private PackedRing_02_ConsumeFlags() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The flags are not there yet: the driver finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The driver gets the buffer back with what the device wrote.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The driver gets the buffer back without what the device wrote.")
    @Outcome(id = "-2", expect = FORBIDDEN, desc = "The driver finds the flags and an old length.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(MappedMemory.of(memory, BarrierPolicy.WEAK), false));

        private final Ring ring = RINGS.next().withBufferTaken(true);

        /** The device. */
        @Actor
        public void device() {
            ring.usePayload();
        }

        /** The driver. */
        @Actor
        public void driver(I_Result r) {
            r.r1 = ring.getPayload();
        }
    }

    /** Nothing keeps the flags behind length and payload. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The flags are not there yet: the driver finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The driver gets the buffer back with what the device wrote.")
    @Outcome(
            id = "0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The driver gets the buffer back without what the device wrote.")
    @Outcome(id = "-2", expect = ACCEPTABLE_INTERESTING, desc = "The driver finds the flags and an old length.")
    @State
    public static class BrokenWithoutPV2 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(new WithoutFence(memory, PackedSite.PV2), false));

        private final Ring ring = RINGS.next().withBufferTaken(true);

        /** The device. */
        @Actor
        public void device() {
            ring.usePayload();
        }

        /** The driver. */
        @Actor
        public void driver(I_Result r) {
            r.r1 = ring.getPayload();
        }
    }
}
