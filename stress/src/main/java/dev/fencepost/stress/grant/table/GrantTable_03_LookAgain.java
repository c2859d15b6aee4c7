package dev.fencepost.stress.grant.table;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.fencepost.impl.grant.table.GrantSite;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.lesson.Pool;
import dev.fencepost.stress.lesson.WithoutFence;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * In version 2 the guest clears flags and looks at the use bits, the hypervisor raises the use bits and looks at the
 * flags. Store buffering: without a full fence on both sides each may miss the other (G2), on x86 too.
 */
public class GrantTable_03_LookAgain {
    private GrantTable_03_LookAgain() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The guest ends access first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The hypervisor raises the use bits first.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each sees the other: the hypervisor lets go again.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "The guest has its frame back, and the hypervisor maps it.")
    @State
    public static class Fenced {
        private static final Pool<Grants> GRANTS =
                new Pool<>(Grants.BYTES, memory -> new Grants(MappedMemory.of(memory, BarrierPolicy.WEAK), 2));

        private final Grants grants = GRANTS.next().lent();

        /** The guest. */
        @Actor
        public void guest(II_Result r) {
            r.r1 = grants.end();
        }

        /** The hypervisor. */
        @Actor
        public void hypervisor(II_Result r) {
            r.r2 = grants.raise();
        }
    }

    /** The guest may look before its store is visible. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The guest ends access first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The hypervisor raises the use bits first.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each sees the other: the hypervisor lets go again.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The guest has its frame back, and the hypervisor maps it.")
    @State
    public static class BrokenWithoutGG2 {
        private static final Pool<Grants> GRANTS =
                new Pool<>(Grants.BYTES, memory -> new Grants(new WithoutFence(memory, GrantSite.GG2), 2));

        private final Grants grants = GRANTS.next().lent();

        /** The guest. */
        @Actor
        public void guest(II_Result r) {
            r.r1 = grants.end();
        }

        /** The hypervisor. */
        @Actor
        public void hypervisor(II_Result r) {
            r.r2 = grants.raise();
        }
    }
}
