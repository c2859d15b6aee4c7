package dev.fencepost.model.proposal;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The choices that a platform tells apart at one site: the primitives that have a meaning there, those of equal
 * strength taken together. A primitive that differs from another only by waiting is left out: the models cannot tell
 * them apart, so that it is never the weakest that is enough.
 */
public final class MinimalChoices {
    private final BarrierSite site;
    private final Platform platform;
    private final List<MinimalStrength> strengths = new ArrayList<>();
    private final List<List<Primitive>> primitives = new ArrayList<>();
    private final MinimalOrder order;

    /** The choices at {@code site} of {@code platform}. */
    public MinimalChoices(BarrierSite site, Platform platform) {
        this.site = site;
        this.platform = platform;
        Map<MinimalStrength, List<Primitive>> classes = new LinkedHashMap<>();
        for (Primitive primitive : Primitive.values()) {
            if (site.accepts(primitive)) {
                classes.computeIfAbsent(MinimalStrength.of(primitive, site, platform), any -> new ArrayList<>())
                        .add(primitive);
            }
        }
        classes.forEach((strength, equal) -> {
            MinimalStrength lighter = strength.withoutCompletion();
            if (strength.equals(lighter) || !classes.containsKey(lighter)) {
                strengths.add(strength);
                primitives.add(List.copyOf(equal));
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

    /** The primitives that a choice consists of, from the one with the shortest reach. */
    public List<Primitive> primitives(int choice) {
        return primitives.get(choice);
    }

    /** The one that stands for a choice. */
    public Primitive primitive(int choice) {
        return primitives.get(choice).get(0);
    }

    /** Whether {@code choice} is at most as strong as {@code primitive}, which may also wait. */
    public boolean atMost(int choice, Primitive primitive) {
        return strengths.get(choice).atMost(MinimalStrength.of(primitive, site, platform), site, platform);
    }

    /** Whether {@code primitive} is exactly that choice, and does not wait where the choice does not. */
    public boolean equal(int choice, Primitive primitive) {
        return strengths.get(choice).equals(MinimalStrength.of(primitive, site, platform));
    }
}
