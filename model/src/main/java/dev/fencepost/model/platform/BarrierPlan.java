package dev.fencepost.model.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands at every barrier site. A plan starts from the mandatory barriers, which are right everywhere, so that a
 * verdict about a plan speaks of the sites that were changed, with a peer that is right.
 */
public final class BarrierPlan {
    /** Where the plan differs from the mandatory barriers, so that equal plans are equal. */
    private final Map<BarrierSite, Placement> changes;

    private BarrierPlan(Map<BarrierSite, Placement> changes) {
        this.changes = changes;
    }

    /** The mandatory barrier of its kind at every site. */
    public static BarrierPlan mandatory() {
        return new BarrierPlan(Map.of());
    }

    /** The mandatory barriers, replaced where {@code changes} says so. */
    public static BarrierPlan mandatoryExcept(Map<? extends BarrierSite, Primitive> changes) {
        BarrierPlan plan = mandatory();
        for (Map.Entry<? extends BarrierSite, Primitive> change : changes.entrySet()) {
            plan = plan.with(change.getKey(), change.getValue());
        }
        return plan;
    }

    /** What stands at {@code site}. */
    public Placement at(BarrierSite site) {
        Placement changed = changes.get(site);
        return changed == null ? Placement.of(site.needs()) : changed;
    }

    /**
     * The same plan with {@code primitive} at {@code site}.
     *
     * @throws IllegalArgumentException if the primitive has no meaning there
     */
    public BarrierPlan with(BarrierSite site, Primitive primitive) {
        return with(site, Placement.of(primitive));
    }

    /**
     * The same plan with {@code placement} at {@code site}.
     *
     * @throws IllegalArgumentException if one of its primitives has no meaning there
     */
    public BarrierPlan with(BarrierSite site, Placement placement) {
        site.objection(placement.primitives()).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        Map<BarrierSite, Placement> changed = new LinkedHashMap<>(changes);
        changed.remove(site);
        if (!placement.is(site.needs())) {
            changed.put(site, placement);
        }
        return new BarrierPlan(changed);
    }

    /** The mutant: the same plan with nothing at {@code site}. */
    public BarrierPlan without(BarrierSite site) {
        return with(site, Primitive.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BarrierPlan plan && plan.changes.equals(changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    @Override
    public String toString() {
        return changes.isEmpty()
                ? "mandatory barriers"
                : changes.entrySet().stream()
                        .map(change ->
                                change.getKey().name() + "=" + change.getValue().spelling())
                        .collect(Collectors.joining(" "));
    }
}
