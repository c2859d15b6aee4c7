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
 * The driver fills a buffer and writes its descriptor, the flags last; the device sees the flags and reads the rest.
 * Message passing within one descriptor: PD1 keeps the stores in order, PV1 the loads (P3). That all of it lies in one
 * cache line helps nobody: a line is no transaction.
 *
 * <p>x86 keeps both in order by itself, so that only the JIT could break the broken neighbour there; on Arm the
 * hardware does.
 */
public class PackedRing_01_PublishFlags {
    private PackedRing_01_PublishFlags() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The flags are not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "-2", expect = FORBIDDEN, desc = "The device finds the flags and an old descriptor.")
    @State
    public static class Fenced {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(MappedMemory.of(memory, BarrierPolicy.WEAK), false));

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

    /** Nothing keeps the flags behind the rest of the descriptor. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The flags are not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "-2", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the flags and an old descriptor.")
    @State
    public static class BrokenWithoutPD1 {
        private static final Pool<Ring> RINGS =
                new Pool<>(Ring.BYTES, memory -> Ring.packed(new WithoutFence(memory, PackedSite.PD1), false));

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
