package dev.fencepost.stress.ring.split;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.split.SplitSite;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import dev.fencepost.stress.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The device reads a buffer where it lies and gives it back; the driver gets it back and writes into it anew. Load
 * buffering: the device's load must not be overtaken by its own store to used.idx, which is V6. The store fence V2
 * stands there in both variants and is not enough, because it orders no loads.
 *
 * <p>No x86 does this; an Arm may.
 */
public class SplitRing_04_Reuse {
    private SplitRing_04_Reuse() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(
            id = "42, 0",
            expect = ACCEPTABLE,
            desc = "The device reads its buffer; the driver has not seen it back yet.")
    @Outcome(
            id = "42, 1",
            expect = ACCEPTABLE,
            desc = "The device reads its buffer, then the driver writes into it anew.")
    @Outcome(
            id = "99, 1",
            expect = FORBIDDEN,
            desc = "The device reads what the driver wrote after it had the buffer back.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.split(MappedMemory.of(memory, BarrierPolicy.WEAK), true));

        private final Ring ring = RINGS.next().withBufferTaken(false);

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = ring.readInPlace();
        }

        /** The driver. */
        @Actor
        public void driver(II_Result r) {
            r.r2 = ring.reuse();
        }
    }

    /** V2 alone: the device's store to used.idx may overtake its load of the payload. */
    @JCStressTest
    @Outcome(
            id = "42, 0",
            expect = ACCEPTABLE,
            desc = "The device reads its buffer; the driver has not seen it back yet.")
    @Outcome(
            id = "42, 1",
            expect = ACCEPTABLE,
            desc = "The device reads its buffer, then the driver writes into it anew.")
    @Outcome(
            id = "99, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The device reads what the driver wrote after it had the buffer back.")
    @State
    public static class BrokenWithoutV6 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.split(new WithoutFence(memory, SplitSite.V6), true));

        private final Ring ring = RINGS.next().withBufferTaken(false);

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = ring.readInPlace();
        }

        /** The driver. */
        @Actor
        public void driver(II_Result r) {
            r.r2 = ring.reuse();
        }
    }
}
