package dev.fencepost.properties.bugs;

import static dev.fencepost.properties.protocol.Sites.site;
import static dev.fencepost.properties.protocol.Sites.variant;

import dev.fencepost.impl.grant.table.GrantLocks;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.grant.table.GrantFrameListCheck;
import dev.fencepost.properties.grant.table.GrantHistoryCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Bugs of grant tables: wrong steps of the state machine, a missing barrier, wrong answers and locks out of order. */
final class GrantTableBugs {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private GrantTableBugs() {}

    static List<Attempt> all() {
        List<Attempt> all = new ArrayList<>(GrantMachineBugs.all());
        all.add(new Attempt(55, BugCheck.WEAK_MEMORY, () -> fences(Primitive.NONE), () -> fences(Primitive.SMP_WMB)));
        all.add(answers(67, told -> Arrays.stream(told).map(a -> a != 0 ? 1 : 0).toArray()));
        all.add(new Attempt(
                70,
                BugCheck.HISTORIES,
                () -> GrantFrameListCheck.of(room -> 8 * room),
                () -> GrantFrameListCheck.of(IntUnaryOperator.identity())));
        all.add(new Attempt(
                71,
                BugCheck.LOCK_ORDER,
                () -> GrantHistoryCheck.lockOrder(EntryFirst::new),
                () -> GrantHistoryCheck.lockOrder(UnaryOperator.identity())));
        all.add(answers(
                77, told -> Arrays.stream(told).map(a -> told[told.length - 1]).toArray()));
        return all;
    }

    private static Attempt answers(int number, UnaryOperator<int[]> heard) {
        return new Attempt(
                number,
                BugCheck.HISTORIES,
                () -> GrantHistoryCheck.of(heard),
                () -> GrantHistoryCheck.of(UnaryOperator.identity()));
    }

    private static OptionalInt fences(Primitive beforeTheLimit) {
        Variant variant = variant("grant");
        BarrierPlan plan =
                BarrierPlan.mandatoryExcept(Map.of(site("GX6"), beforeTheLimit, site("GX7"), Primitive.SMP_RMB));
        Verdict verdict = new PlanCheck(variant, 1, LIMIT, new Mutants(LIMIT))
                .check(plan, Platforms.of("smp-arm64").orElseThrow());
        if (verdict instanceof Verdict.Violated violated) {
            Attempt.requireClause(55, violated.counterexample().clause());
            return OptionalInt.of(violated.counterexample().timeline().size());
        }
        return OptionalInt.empty();
    }

    /** Takes the entry before its table. */
    private static final class EntryFirst extends GrantLocks {
        private final GrantLocks right;

        EntryFirst(GrantLocks right) {
            this.right = right;
        }

        @Override
        public void readTable(int domain) {}

        @Override
        public void unreadTable(int domain) {
            right.unreadTable(domain);
        }

        @Override
        public void writeTable(int domain) {
            right.writeTable(domain);
        }

        @Override
        public void unwriteTable(int domain) {
            right.unwriteTable(domain);
        }

        @Override
        public void lockEntry(int domain, int ref) {
            right.lockEntry(domain, ref);
            right.readTable(domain);
        }

        @Override
        public void unlockEntry(int domain, int ref) {
            right.unlockEntry(domain, ref);
        }

        @Override
        public void lockMaptrack(int domain) {
            right.lockMaptrack(domain);
        }

        @Override
        public void unlockMaptrack(int domain) {
            right.unlockMaptrack(domain);
        }

        @Override
        public void lockFreeList(int vcpu) {
            right.lockFreeList(vcpu);
        }

        @Override
        public void unlockFreeList(int vcpu) {
            right.unlockFreeList(vcpu);
        }
    }
}
