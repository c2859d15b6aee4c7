package dev.fencepost.stress.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.lesson.Owner;
import dev.fencepost.stress.lesson.Pool;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A user takes a reference on a device unless there is none any more, while the last one is dropped. Looking and taking
 * must be one step: no fence makes up for that (Q3).
 */
public class Dispatch_03_LastReference {
    private Dispatch_03_LastReference() {}

    /** As references are taken. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The user has a reference; the device stays.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The last reference is gone; the user gets none.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "The user has a reference on a device that is freed.")
    @State
    public static class OneStep {
        private static final Pool<Owner> POOL =
                new Pool<>(Owner.BYTES, memory -> new Owner(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final Owner owner = POOL.next().reset();

        /** A user. */
        @Actor
        public void user(II_Result r) {
            r.r1 = owner.take();
        }

        /** Who unplugs. */
        @Actor
        public void topology(II_Result r) {
            r.r2 = owner.drop();
        }
    }

    /** The last reference may go in between. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The user has a reference; the device stays.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The last reference is gone; the user gets none.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "The user has a reference on a device that is freed.")
    @State
    public static class BrokenLookThenTake {
        private static final Pool<Owner> POOL =
                new Pool<>(Owner.BYTES, memory -> new Owner(MappedMemory.of(memory, BarrierPolicy.WEAK)));

        private final Owner owner = POOL.next().reset();

        /** A user. */
        @Actor
        public void user(II_Result r) {
            r.r1 = owner.lookThenTake();
        }

        /** Who unplugs. */
        @Actor
        public void topology(II_Result r) {
            r.r2 = owner.drop();
        }
    }
}
