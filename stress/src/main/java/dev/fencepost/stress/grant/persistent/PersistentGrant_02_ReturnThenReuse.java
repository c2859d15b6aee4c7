package dev.fencepost.stress.grant.persistent;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.stress.lesson.Pool;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A device writes into a page and gives its grant back; another one takes the grant and reads the page. Message
 * passing: that the grant is free must not be seen before what was done to the page.
 */
public class PersistentGrant_02_ReturnThenReuse {
    private PersistentGrant_02_ReturnThenReuse() {}

    /** With the lock that a shared cache needs. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The grant is in use.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The grant is free, and the page is as it was left.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The grant is free, and the page is older.")
    @State
    public static class Locked {
        private static final Pool<GrantDesk> DESKS = new Pool<>(GrantDesk.BYTES, memory -> new GrantDesk(memory, true));

        private final GrantDesk desk = DESKS.next().withGrantInUse();

        /** The first device. */
        @Actor
        public void first() {
            desk.writeAndReturn();
        }

        /** The second device. */
        @Actor
        public void second(I_Result r) {
            r.r1 = desk.reuse();
        }
    }

    /** With none: on x86 the processor keeps the order all the same. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The grant is in use.")
    @Outcome(id = "42", expect = ACCEPTABLE, desc = "The grant is free, and the page is as it was left.")
    @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The grant is free, and the page is older.")
    @State
    public static class BrokenWithoutLock {
        private static final Pool<GrantDesk> DESKS =
                new Pool<>(GrantDesk.BYTES, memory -> new GrantDesk(memory, false));

        private final GrantDesk desk = DESKS.next().withGrantInUse();

        /** The first device. */
        @Actor
        public void first() {
            desk.writeAndReturn();
        }

        /** The second device. */
        @Actor
        public void second(I_Result r) {
            r.r1 = desk.reuse();
        }
    }
}
