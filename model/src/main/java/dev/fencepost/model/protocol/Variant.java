package dev.fencepost.model.protocol;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A protocol, and what its parties agreed on.
 *
 * @param protocol the protocol
 * @param features names of its features
 */
public record Variant(Protocol protocol, Set<String> features) {
    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if the protocol has no such feature
     */
    public Variant {
        Set<String> known = protocol.features().stream().map(Feature::name).collect(Collectors.toSet());
        for (String feature : features) {
            if (!known.contains(feature)) {
                throw new IllegalArgumentException("the " + protocol.title() + " has no feature " + feature);
            }
        }
        features = Set.copyOf(features);
    }

    /** The protocol with these features. */
    public static Variant of(Protocol protocol, String... features) {
        return new Variant(protocol, new LinkedHashSet<>(List.of(features)));
    }

    /** Whether they agreed on it. */
    public boolean has(Feature feature) {
        return features.contains(feature.name());
    }

    /** The sites that stand in some scenario. */
    public List<BarrierSite> sites() {
        return protocol.sites(features);
    }

    /** Why these cannot stand at {@code site} together, as a sentence; empty if they can. */
    public Optional<String> objection(BarrierSite site, List<Primitive> primitives) {
        return protocol.objection(site, primitives, features);
    }

    /**
     * The scenarios that pass exactly {@code bound} units.
     *
     * @throws IllegalArgumentException if the protocol has no meaning on that platform
     */
    public List<Scenario> scenarios(BarrierPlan plan, Platform platform, int bound) {
        protocol.objection(platform).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        return protocol.scenarios(features, plan, platform, bound);
    }
}
