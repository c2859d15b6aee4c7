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
 * The driver fills a buffer, writes descriptor and avail ring, and moves avail.idx; the device sees the index and reads
 * what it covers. Message passing: D1 keeps the stores in order, V1 the loads (S3).
 *
 * <p>x86 keeps both in order by itself, so that only the JIT could break the broken neighbour there; on Arm the
 * hardware does.
 */
public class SplitRing_01_PublishIndex {
    private SplitRing_01_PublishIndex() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The index is not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "-2", expect = FORBIDDEN, desc = "The device finds the index and an old descriptor.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.split(MappedMemory.of(memory, BarrierPolicy.WEAK), false));

        private final Ring ring = RINGS.next().reset();

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

    /** Nothing keeps avail.idx behind what it covers. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The index is not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "-2", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the index and an old descriptor.")
    @State
    public static class BrokenWithoutD1 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.split(new WithoutFence(memory, SplitSite.D1), false));

        private final Ring ring = RINGS.next().reset();

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
