package dev.fencepost.stress.msix;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.msix.MsixSite;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An event while software opens the function. The device leaves the interrupt pending and looks at the function mask
 * again; software opens the function and looks at what is pending. Each stores and then loads what the other stores:
 * store buffering. U1 and I2 must be full fences, or an interrupt is lost (M3).
 */
public class Msix_01_PendingSurvivesMask {
    private Msix_01_PendingSurvivesMask() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device sees the mask gone and sends.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software finds the interrupt pending and sends.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Nobody sends: the interrupt is lost.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both send: an interrupt too many.")
    @State
    public static class Fenced {
        private static final Pool<MsixFunction> POOL =
                new Pool<>(MsixFunction.BYTES, memory -> new MsixFunction(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final MsixFunction function = POOL.next().closed(true);

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = function.event();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = function.openFunction();
        }
    }

    /** Software's look may overtake its store to the function mask. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The device sees the mask gone and sends.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software finds the interrupt pending and sends.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Nobody sends: the interrupt is lost.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both send: an interrupt too many.")
    @State
    public static class BrokenWithoutU1 {
        private static final Pool<MsixFunction> POOL =
                new Pool<>(MsixFunction.BYTES, memory -> new MsixFunction(new WithoutFence(memory, MsixSite.U1)));

        private final MsixFunction function = POOL.next().closed(true);

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = function.event();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = function.openFunction();
        }
    }
}
