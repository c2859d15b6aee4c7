package dev.fencepost.model.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A primitive for every barrier site. A plan starts from the mandatory barriers, which are right everywhere, so that a
 * verdict about a plan speaks of the sites that were changed, with a peer that is right.
 */
public final class BarrierPlan {
    /** Where the plan differs from the mandatory barriers, so that equal plans are equal. */
    private final Map<BarrierSite, Primitive> changes;

    private BarrierPlan(Map<BarrierSite, Primitive> changes) {
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
    public Primitive at(BarrierSite site) {
        return changes.getOrDefault(site, site.needs());
    }

    /**
     * The same plan with {@code primitive} at {@code site}.
     *
     * @throws IllegalArgumentException if the primitive has no meaning there
     */
    public BarrierPlan with(BarrierSite site, Primitive primitive) {
        if (!site.accepts(primitive)) {
            throw new IllegalArgumentException(
                    primitive.spelling() + " has no meaning at " + site.name() + ", which orders " + site.orders());
        }
        Map<BarrierSite, Primitive> changed = new LinkedHashMap<>(changes);
        changed.remove(site);
        if (primitive != site.needs()) {
            changed.put(site, primitive);
        }
        return new BarrierPlan(changed);
    }

    /** The broken twin: the same plan with nothing at {@code site}. */
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
