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
 * An event while software closes the function and, once nobody is sending, writes another message. The device claims
 * the vector and looks at the function mask; software closes the function and looks whether anybody claims: store
 * buffering. Without U3 a message is sent that says what software wrote since (M2, M7).
 */
public class Msix_03_CloseFunction {
    private Msix_03_CloseFunction() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The message is sent, and software waits.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The old message was out before software closed the function.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software closed the function first.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The device saw the function closed, and software waits.")
    @Outcome(id = "2, 1", expect = FORBIDDEN, desc = "A message of after the function was closed.")
    @State
    public static class Fenced {
        private static final Pool<MsixFunction> POOL =
                new Pool<>(MsixFunction.BYTES, memory -> new MsixFunction(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final MsixFunction function = POOL.next().open();

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = function.eventSays();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = function.closeFunctionAndWrite();
        }
    }

    /** Software's look may overtake its store to the function mask. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The message is sent, and software waits.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The old message was out before software closed the function.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Software closed the function first.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The device saw the function closed, and software waits.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "A message of after the function was closed.")
    @State
    public static class BrokenWithoutU3 {
        private static final Pool<MsixFunction> POOL =
                new Pool<>(MsixFunction.BYTES, memory -> new MsixFunction(new WithoutFence(memory, MsixSite.U3)));

        private final MsixFunction function = POOL.next().open();

        /** The device. */
        @Actor
        public void device(II_Result r) {
            r.r1 = function.eventSays();
        }

        /** Software. */
        @Actor
        public void software(II_Result r) {
            r.r2 = function.closeFunctionAndWrite();
        }
    }
}
