package dev.fencepost.stress.grant.table;

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
 * The guest ends access to an entry of version 1 while the hypervisor marks it as in use. Both are compare-and-set on
 * the same word, so that one of them comes first; a look and then a store are not (G2). Linux had it so in some of its
 * drivers (CVE-2022-23036).
 */
public class GrantTable_02_EndAccess {
    private GrantTable_02_EndAccess() {}

    /** By compare-and-set. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The guest ends access first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The hypervisor marks the entry first.")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "The guest has its frame back, and the hypervisor maps it.")
    @State
    public static class Fenced {
        private static final Pool<Grants> GRANTS =
                new Pool<>(Grants.BYTES, memory -> new Grants(MappedMemory.of(memory, BarrierPolicy.WEAK), 1));

        private final Grants grants = GRANTS.next().lent();

        /** The guest. */
        @Actor
        public void guest(II_Result r) {
            r.r1 = grants.end();
        }

        /** The hypervisor. */
        @Actor
        public void hypervisor(II_Result r) {
            r.r2 = grants.mark();
        }
    }

    /** By a look and a store. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The guest ends access first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The hypervisor marks the entry first.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The guest has its frame back, and the hypervisor maps it.")
    @State
    public static class BrokenQueryThenEnd {
        private static final Pool<Grants> GRANTS =
                new Pool<>(Grants.BYTES, memory -> new Grants(MappedMemory.of(memory, BarrierPolicy.WEAK), 1));

        private final Grants grants = GRANTS.next().lent();

        /** The guest. */
        @Actor
        public void guest(II_Result r) {
            r.r1 = grants.queryThenEnd();
        }

        /** The hypervisor. */
        @Actor
        public void hypervisor(II_Result r) {
            r.r2 = grants.mark();
        }
    }
}
