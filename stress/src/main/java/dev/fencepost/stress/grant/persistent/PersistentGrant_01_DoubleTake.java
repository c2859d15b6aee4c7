package dev.fencepost.stress.grant.persistent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.stress.lesson.Pool;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two devices that share a cache begin requests with the same grant. Whether it is in use is looked at and then noted:
 * check and act, which no fence makes one step (B1). This is what sharing a cache between devices costs: a lock.
 */
public class PersistentGrant_01_DoubleTake {
    private PersistentGrant_01_DoubleTake() {}

    /** With the lock that a shared cache needs. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first device has the grant.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second device has the grant.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both have it.")
    @State
    public static class Locked {
        private static final Pool<GrantDesk> DESKS = new Pool<>(GrantDesk.BYTES, memory -> new GrantDesk(memory, true));

        private final GrantDesk desk = DESKS.next().withKeptGrant();

        /** The first device. */
        @Actor
        public void first(II_Result r) {
            r.r1 = desk.take(0);
        }

        /** The second device. */
        @Actor
        public void second(II_Result r) {
            r.r2 = desk.take(1);
        }
    }

    /** With none, as is enough for a cache of one device. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first device has the grant.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second device has the grant.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both have it.")
    @State
    public static class BrokenWithoutLock {
        private static final Pool<GrantDesk> DESKS =
                new Pool<>(GrantDesk.BYTES, memory -> new GrantDesk(memory, false));

        private final GrantDesk desk = DESKS.next().withKeptGrant();

        /** The first device. */
        @Actor
        public void first(II_Result r) {
            r.r1 = desk.take(0);
        }

        /** The second device. */
        @Actor
        public void second(II_Result r) {
            r.r2 = desk.take(1);
        }
    }
}
