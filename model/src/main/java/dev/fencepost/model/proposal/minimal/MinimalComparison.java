package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How the barriers of one side relate to the minimal plans, site by site, with another side that is right. They are
 * held against the plan that they come closest to: one that they are enough for, if there is one, and of those one that
 * they exceed at the fewest sites.
 *
 * @param enough whether this is enough: some minimal plan needs no more, or it was explored
 * @param lines one for each site, in the order of the sites
 */
public record MinimalComparison(boolean enough, List<Line> lines) {
    /** Copies the list. */
    public MinimalComparison {
        lines = List.copyOf(lines);
    }

    /** How what stands at a site relates to what the plan needs there. */
    public enum Relation {
        /** It does something that is not needed. */
        STRONGER,
        /** It does what is needed. */
        EXACT,
        /** It is no more and no less than what is needed, but was explored and is enough. */
        ENOUGH,
        /** It does not do all that is needed. */
        TOO_WEAK,
        /** It does not compare with what is needed, and exploring it hit a limit. */
        UNKNOWN
    }

    /** What an exploration can say of a relation by strength. */
    private static Relation confirmed(Verdict verdict) {
        if (verdict instanceof Verdict.Holds) {
            return Relation.ENOUGH;
        }
        return verdict instanceof Verdict.Violated ? Relation.TOO_WEAK : Relation.UNKNOWN;
    }

    /**
     * One site.
     *
     * @param site the site
     * @param has what stands there
     * @param relation how that relates to what is needed
     * @param needed the primitive that stands for what the plan has there
     */
    public record Line(BarrierSite site, Placement has, Relation relation, Placement needed) {}

    /**
     * The comparison; sites that the answer does not have are left out.
     *
     * @throws IllegalArgumentException if the answer has no plan to compare with
     */
    public static MinimalComparison of(MinimalAnswer answer, Map<BarrierSite, Placement> barriers) {
        Comparator<List<Line>> closest = Comparator.comparingLong(lines -> count(lines, Relation.TOO_WEAK));
        List<Line> best = answer.plans().stream()
                .map(plan -> lines(answer, plan, barriers))
                .min(closest.thenComparingLong(lines -> count(lines, Relation.STRONGER)))
                .orElseThrow(() -> new IllegalArgumentException("no plan to compare with"));
        return new MinimalComparison(count(best, Relation.TOO_WEAK) == 0, best);
    }

    /**
     * The comparison, where what does not compare by its strength is explored: a plan is searched for among the
     * kernel's vocabulary, and a barrier from elsewhere can be enough without being as strong as any of that.
     *
     * @param check the verdict for a plan on the platform of the answer
     */
    public MinimalComparison explored(Function<BarrierPlan, Verdict> check) {
        BarrierPlan plan = BarrierPlan.mandatory();
        for (Line line : lines) {
            plan = plan.with(line.site(), line.needed());
        }
        List<Line> explored = new ArrayList<>();
        for (Line line : lines) {
            Line seen = line;
            if (line.relation() == Relation.TOO_WEAK && isForeign(line.has())) {
                BarrierPlan changed = plan.with(line.site(), line.has());
                seen = new Line(line.site(), line.has(), confirmed(check.apply(changed)), line.needed());
                plan = seen.relation() == Relation.ENOUGH ? changed : plan;
            }
            explored.add(seen);
        }
        return new MinimalComparison(
                count(explored, Relation.TOO_WEAK) + count(explored, Relation.UNKNOWN) == 0, explored);
    }

    private static boolean isForeign(Placement placement) {
        return !List.of(Primitive.values()).containsAll(placement.primitives());
    }

    private static long count(List<Line> lines, Relation relation) {
        return lines.stream().filter(line -> line.relation() == relation).count();
    }

    private static List<Line> lines(MinimalAnswer answer, MinimalPlan plan, Map<BarrierSite, Placement> barriers) {
        List<Line> lines = new ArrayList<>();
        IntStream.range(0, answer.choices().size()).forEach(place -> {
            MinimalChoices here = answer.choices().get(place);
            Placement has = barriers.get(here.site());
            if (has != null) {
                int choice = plan.choices().get(place);
                lines.add(new Line(here.site(), has, relation(here, choice, has), here.placement(choice)));
            }
        });
        return lines;
    }

    private static Relation relation(MinimalChoices here, int needed, Placement has) {
        if (here.equal(needed, has)) {
            return Relation.EXACT;
        }
        return here.atMost(needed, has) ? Relation.STRONGER : Relation.TOO_WEAK;
    }
}
