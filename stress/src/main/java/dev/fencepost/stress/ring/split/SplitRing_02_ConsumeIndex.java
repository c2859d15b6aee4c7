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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The device writes into a buffer, writes a used element, and moves used.idx; the driver sees the index and reads
 * element and payload. Message passing the other way: V2 keeps the stores in order, D3 the loads (S3).
 */
public class SplitRing_02_ConsumeIndex {
    private SplitRing_02_ConsumeIndex() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The index is not there yet: the driver finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The driver gets the buffer back with what the device wrote.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The driver gets the buffer back without what the device wrote.")
    @Outcome(id = "-2", expect = FORBIDDEN, desc = "The driver finds the index and an old used element.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.split(MappedMemory.of(memory, BarrierPolicy.WEAK), false));

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

    /** Nothing keeps used.idx behind what it covers. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The index is not there yet: the driver finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The driver gets the buffer back with what the device wrote.")
    @Outcome(
            id = "0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The driver gets the buffer back without what the device wrote.")
    @Outcome(id = "-2", expect = ACCEPTABLE_INTERESTING, desc = "The driver finds the index and an old used element.")
    @State
    public static class BrokenWithoutV2 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.split(new WithoutFence(memory, SplitSite.V2), false));

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
