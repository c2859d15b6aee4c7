package dev.fencepost.stress.ring.split;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.PostedWrites;
import dev.fencepost.stress.ring.RemoteRing;
import dev.fencepost.stress.ring.Ring;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The first lesson once more, toward a remote processor: between its memory and the driver lies an interconnect that
 * delivers posted stores in any order, see {@link PostedWrites}. An smp fence at D1, right for every processor of the
 * driver's own system, does not reach it; a mandatory barrier does. This is why rpmsg needs other barriers than virtio
 * on one SMP host.
 */
public class SplitRing_05_RemoteProcessor {
    private SplitRing_05_RemoteProcessor() {}

    /** With mandatory barriers. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The index is not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "-2", expect = FORBIDDEN, desc = "The device finds the index and an old descriptor.")
    @State
    public static class Mandatory {
        private static final Pool<RemoteRing> RINGS = new Pool<>(Ring.BYTES, memory -> new RemoteRing(memory, true));

        private final RemoteRing ring = RINGS.next().reset();

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

    /** With smp fences, at every site. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The index is not there yet: the device finds nothing.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The device finds the buffer with its payload.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the buffer and old payload.")
    @Outcome(id = "-2", expect = ACCEPTABLE_INTERESTING, desc = "The device finds the index and an old descriptor.")
    @State
    public static class BrokenWithSmpFences {
        private static final Pool<RemoteRing> RINGS = new Pool<>(Ring.BYTES, memory -> new RemoteRing(memory, false));

        private final RemoteRing ring = RINGS.next().reset();

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
