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
 * The same in the next lap. What the slot held before is no empty memory but a descriptor that was right once: a device
 * that finds it takes a buffer of the lap before, and no check of what it reads can tell. The wrap counter says which
 * lap the flags are of; that the rest is of that lap too takes PD1 and, here, PV1 (P1, S3).
 *
 * <p>No x86 lets a load pass an earlier one; an Arm may.
 */
public class PackedRing_05_NextLap {
    private PackedRing_05_NextLap() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The flags are not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "7", expect = FORBIDDEN, desc = "The device takes the buffer of the lap before.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(MappedMemory.of(memory, BarrierPolicy.WEAK), false));

        private final Ring ring = RINGS.next().withLapBehind();

        /** The driver. */
        @Actor
        public void driver() {
            ring.addPayload();
        }

        /** The device. */
        @Actor
        public void device(I_Result r) {
            r.r1 = ring.takePayload();
        }
    }

    /** Nothing keeps the device's loads of the rest behind that of the flags. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The flags are not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "7", expect = ACCEPTABLE_INTERESTING, desc = "The device takes the buffer of the lap before.")
    @State
    public static class BrokenWithoutPV1 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(new WithoutFence(memory, PackedSite.PV1), false));

        private final Ring ring = RINGS.next().withLapBehind();

        /** The driver. */
        @Actor
        public void driver() {
            ring.addPayload();
        }

        /** The device. */
        @Actor
        public void device(I_Result r) {
            r.r1 = ring.takePayload();
        }
    }
}
