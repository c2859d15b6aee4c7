package dev.fencepost.model.platform;

import java.util.EnumMap;
import java.util.Map;

/**
 * A primitive for every barrier site. A plan starts from the mandatory barriers, which are right everywhere, so that a
 * verdict about a plan speaks of the sites that were changed, with a peer that is right.
 */
public final class BarrierPlan {
    private final Map<BarrierSite, Primitive> primitives;

    private BarrierPlan(Map<BarrierSite, Primitive> primitives) {
        this.primitives = primitives;
    }

    /** The mandatory barrier of its kind at every site. */
    public static BarrierPlan mandatory() {
        Map<BarrierSite, Primitive> primitives = new EnumMap<>(BarrierSite.class);
        for (BarrierSite site : BarrierSite.values()) {
            primitives.put(site, site.needs());
        }
        return new BarrierPlan(primitives);
    }

    /** The mandatory barriers, replaced where {@code changes} says so. */
    public static BarrierPlan mandatoryExcept(Map<BarrierSite, Primitive> changes) {
        BarrierPlan plan = mandatory();
        for (Map.Entry<BarrierSite, Primitive> change : changes.entrySet()) {
            plan = plan.with(change.getKey(), change.getValue());
        }
        return plan;
    }

    /** What stands at {@code site}. */
    public Primitive at(BarrierSite site) {
        return primitives.get(site);
    }

    /**
     * The same plan with {@code primitive} at {@code site}.
     *
     * @throws IllegalArgumentException if the primitive has no meaning there
     */
    public BarrierPlan with(BarrierSite site, Primitive primitive) {
        if (!site.accepts(primitive)) {
            throw new IllegalArgumentException(
                    primitive.spelling() + " has no meaning at " + site + ", which orders " + site.orders());
        }
        Map<BarrierSite, Primitive> changed = new EnumMap<>(primitives);
        changed.put(site, primitive);
        return new BarrierPlan(changed);
    }

    /** The broken twin: the same plan with nothing at {@code site}. */
    public BarrierPlan without(BarrierSite site) {
        return with(site, Primitive.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BarrierPlan plan && plan.primitives.equals(primitives);
    }

    @Override
    public int hashCode() {
        return primitives.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        primitives.forEach((site, primitive) ->
                text.append(text.isEmpty() ? "" : " ").append(site).append('=').append(primitive.spelling()));
        return text.toString();
    }
}
