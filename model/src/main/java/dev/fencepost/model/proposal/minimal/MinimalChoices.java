package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The choices that a platform tells apart at one site: the primitives that have a meaning there, and the pairs of a
 * release and an acquire, those of equal strength taken together. A placement that differs from another only by waiting
 * is left out: the models cannot tell them apart, so that it is never the weakest that is enough.
 */
public final class MinimalChoices {
    private final Variant variant;
    private final BarrierSite site;
    private final Platform platform;
    private final boolean ordinary;
    private final boolean plain;
    private final List<MinimalStrength> strengths = new ArrayList<>();
    private final List<List<Placement>> placements = new ArrayList<>();
    private final MinimalOrder order;

    /**
     * The choices at {@code site} of {@code variant} on {@code platform}, in a protocol whose locations are
     * {@code ordinary} or not, and that has {@code plain} accesses or none.
     */
    public MinimalChoices(Variant variant, BarrierSite site, Platform platform, boolean ordinary, boolean plain) {
        this.variant = variant;
        this.ordinary = ordinary;
        this.plain = plain;
        this.site = site;
        this.platform = platform;
        Map<MinimalStrength, List<Placement>> classes = classes();
        classes.forEach((strength, equal) -> {
            MinimalStrength lighter = strength.withoutWaiting();
            if (strength.equals(lighter) || !classes.containsKey(lighter)) {
                strengths.add(strength);
                placements.add(List.copyOf(equal));
            }
        });
        int size = strengths.size();
        boolean[][] atMost = new boolean[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                atMost[a][b] = strengths.get(a).atMost(strengths.get(b), site, platform);
            }
        }
        order = new MinimalOrder(atMost);
    }

    private Map<MinimalStrength, List<Placement>> classes() {
        Map<MinimalStrength, List<Placement>> classes = new LinkedHashMap<>();
        for (Primitive primitive : Primitive.values()) {
            if (variant.objection(site, List.of(primitive)).isEmpty()) {
                Placement single = Placement.of(primitive);
                classes.computeIfAbsent(strength(single), any -> new ArrayList<>())
                        .add(single);
            }
        }
        for (Placement pair : pairs(classes)) {
            classes.computeIfAbsent(strength(pair), any -> new ArrayList<>()).add(pair);
        }
        return classes;
    }

    /** One pair for each two annotations that differ: the others are equal to one of these. */
    private static List<Placement> pairs(Map<MinimalStrength, List<Placement>> singles) {
        List<Placement> pairs = new ArrayList<>();
        singles.forEach((release, releasing) -> singles.forEach((acquire, acquiring) -> {
            boolean halves = release.isHalfAPair() && acquire.isHalfAPair();
            if (halves && release.releases() && acquire.acquires()) {
                pairs.add(Placement.pair(
                        releasing.get(0).primitives().get(0),
                        acquiring.get(0).primitives().get(0)));
            }
        }));
        return pairs;
    }

    private MinimalStrength strength(Placement placement) {
        return plain
                ? MinimalStrength.besidePlain(placement, site, platform, ordinary)
                : MinimalStrength.of(placement, site, platform, ordinary);
    }

    /** The site. */
    public BarrierSite site() {
        return site;
    }

    /** How they relate; the elements are numbered as here. */
    public MinimalOrder order() {
        return order;
    }

    /** The strength of a choice. */
    public MinimalStrength strength(int choice) {
        return strengths.get(choice);
    }

    /** The placements that a choice consists of, from the one with the shortest reach. */
    public List<Placement> placements(int choice) {
        return placements.get(choice);
    }

    /** The one that stands for a choice. */
    public Placement placement(int choice) {
        return placements.get(choice).get(0);
    }

    /** Whether {@code choice} is at most as strong as {@code placement}, which may also wait. */
    public boolean atMost(int choice, Placement placement) {
        return strengths.get(choice).atMost(strength(placement), site, platform);
    }

    /** Whether {@code placement} is exactly that choice, and does not wait where the choice does not. */
    public boolean equal(int choice, Placement placement) {
        return strengths.get(choice).equals(strength(placement));
    }
}
