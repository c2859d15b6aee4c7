package dev.fencepost.model.protocol;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The algorithms of one subject as a family of bounded weak-memory programs. Together the scenarios contain every
 * shared access that ordering matters for, and every barrier site; a plan is right within a bound if no scenario has an
 * execution that ends in one of its claims.
 *
 * <p>There is one instance of each protocol. It has no state.
 */
public interface Protocol {
    /** One word, as proposals and the command line have it, such as {@code split}. */
    String name();

    /** Two or three words, such as {@code split ring}. */
    String title();

    /** What the parties may have agreed on, in the order in which messages name it; nothing unless it says so. */
    default List<Feature> features() {
        return List.of();
    }

    /** What the bound counts. */
    Unit unit();

    /** The largest bound that anyone waits for. */
    default int largestBound() {
        return 4;
    }

    /** The names of the platforms on which the protocol has a meaning, see {@link Platform#name}. */
    Set<String> platforms();

    /** Who plays the roles, and why other platforms have no meaning: one clause, such as "it runs on one host". */
    String players();

    /** Every site, in the order in which messages list them. */
    List<BarrierSite> sites();

    /** The sites that stand in some scenario with these features, in the same order; all unless it says so. */
    default List<BarrierSite> sites(Set<String> features) {
        return sites();
    }

    /** The clauses that the claims of its scenarios are about. */
    List<Rule> clauses();

    /**
     * Every scenario that passes exactly {@code bound} units (at least 1), in the order in which they are tried. For
     * given features and bound the scenarios have the same names, accesses and claims whatever the plan: a plan changes
     * the fences and annotations at its sites, and nothing else.
     *
     * @param features names of {@link #features}
     * @param plan what stands at each site
     * @param platform one that {@link #objection} has nothing against
     */
    List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound);

    /**
     * Why a proposal cannot speak of {@code site} with these features, as the end of a sentence that begins with the
     * site's name; empty if it can.
     */
    default Optional<String> absence(BarrierSite site, Set<String> features) {
        return sites(features).contains(site)
                ? Optional.empty()
                : Optional.of("is no site " + (features.isEmpty() ? "without features" : "with these features"));
    }

    /**
     * Why these cannot stand at {@code site} together with these features, as a sentence; empty if they can, and then
     * each changes the program there.
     */
    default Optional<String> objection(BarrierSite site, List<Primitive> primitives, Set<String> features) {
        return site.objection(primitives);
    }

    /** Why the protocol has no meaning on that platform, as a sentence; empty if it has. */
    default Optional<String> objection(Platform platform) {
        return platforms().contains(platform.name())
                ? Optional.empty()
                : Optional.of("the " + title() + " has no meaning on " + platform.id() + ": " + players());
    }

    /** What stands at its sites in its own text: the mandatory barriers unless it says so. */
    default BarrierPlan plan() {
        return BarrierPlan.mandatory();
    }

    /** How a value of the location of that name is shown. */
    default String value(String location, long value) {
        return Long.toString(value);
    }

    /** Whether the algorithms branch on what they load from the location of that name before they go on. */
    default boolean isBranchedOn(String location) {
        return false;
    }

    /** The site of that name, if there is one. */
    default Optional<BarrierSite> site(String name) {
        return sites().stream().filter(site -> site.name().equals(name)).findFirst();
    }
}
