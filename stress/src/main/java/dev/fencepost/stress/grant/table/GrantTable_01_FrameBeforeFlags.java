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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The guest writes the frame number and then the flags that make the entry valid; the hypervisor sees the flags and
 * reads the frame number. Message passing: GG1 keeps the stores in order, GX1 the loads (G4).
 */
public class GrantTable_01_FrameBeforeFlags {
    private GrantTable_01_FrameBeforeFlags() {}

    /** With all fences. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The entry is not valid yet.")
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "The hypervisor sees the entry and the frame that is lent.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The hypervisor sees a valid entry, and a frame that is not lent.")
    @State
    public static class Fenced {
        private static final Pool<Grants> GRANTS =
                new Pool<>(Grants.BYTES, memory -> new Grants(MappedMemory.of(memory, BarrierPolicy.WEAK), 1));

        private final Grants grants = GRANTS.next().reset();

        /** The guest. */
        @Actor
        public void guest() {
            grants.lend();
        }

        /** The hypervisor. */
        @Actor
        public void hypervisor(I_Result r) {
            r.r1 = grants.pin();
        }
    }

    /** Nothing keeps the flags behind the frame number. */
    @JCStressTest
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The entry is not valid yet.")
    @Outcome(id = "7", expect = ACCEPTABLE, desc = "The hypervisor sees the entry and the frame that is lent.")
    @Outcome(
            id = "0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "The hypervisor sees a valid entry, and a frame that is not lent.")
    @State
    public static class BrokenWithoutGG1 {
        private static final Pool<Grants> GRANTS =
                new Pool<>(Grants.BYTES, memory -> new Grants(new WithoutFence(memory, GrantSite.GG1), 1));

        private final Grants grants = GRANTS.next().reset();

        /** The guest. */
        @Actor
        public void guest() {
            grants.lend();
        }

        /** The hypervisor. */
        @Actor
        public void hypervisor(I_Result r) {
            r.r1 = grants.pin();
        }
    }
}
