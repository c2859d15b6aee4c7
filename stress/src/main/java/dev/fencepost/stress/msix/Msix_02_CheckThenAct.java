package dev.fencepost.stress.msix;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.lesson.Pool;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An event while software opens the vector. In the implementation mask and pending bit are one word, so that the device
 * cannot look at one and act on the other. The broken device looks at the mask and then sets the pending bit, software
 * opens the mask and then looks: with a full fence on both sides an interrupt is lost all the same, since no order of
 * their accesses is wrong (M3). A fence does not repair check-then-act.
 */
public class Msix_02_CheckThenAct {
    private Msix_02_CheckThenAct() {}

    /** Mask and pending bit in one word. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device sees the mask gone and sends.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software finds the interrupt pending and sends.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Nobody sends: the interrupt is lost.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both send: an interrupt too many.")
    @State
    public static class OneWord {
        private static final Pool<MsixFunction> POOL =
                new Pool<>(MsixFunction.BYTES, memory -> new MsixFunction(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final MsixFunction function = POOL.next().closed(false);

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = function.event();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = function.openVector();
        }
    }

    /** The mask looked at, then the pending bit set, in two words. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device sees the mask gone and sends.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software finds the interrupt pending and sends.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Nobody sends: the interrupt is lost.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both send: an interrupt too many.")
    @State
    public static class BrokenCheckThenAct {
        private static final Pool<MsixPair> POOL =
                new Pool<>(MsixPair.BYTES, memory -> new MsixPair(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final MsixPair pair = POOL.next().masked();

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = pair.checkThenAct();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = pair.unmask();
        }
    }

    /** The pending bit set, then the mask looked at, and whoever clears the bit sends. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device sees the mask gone and sends.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software finds the interrupt pending and sends.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Nobody sends: the interrupt is lost.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both send: an interrupt too many.")
    @State
    public static class ActThenCheck {
        private static final Pool<MsixPair> POOL =
                new Pool<>(MsixPair.BYTES, memory -> new MsixPair(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final MsixPair pair = POOL.next().masked();

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = pair.actThenCheck();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = pair.unmask();
        }
    }
}
