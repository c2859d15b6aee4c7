package dev.fencepost.model.platform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plan puts at one barrier site: one primitive, or a release and an acquire. Real code has that pair where a
 * full fence would be the other choice: the store before it is a store-release, and the load after it a load-acquire.
 *
 * @param primitives one; or two, of which the first annotates a store and the second a load
 */
public record Placement(List<Primitive> primitives) implements Comparable<Placement> {
    /** Nothing. */
    public static final Placement NONE = of(Primitive.NONE);

    /**
     * Puts a pair into its order.
     *
     * @throws IllegalArgumentException if these cannot stand at one site together, see {@link #objection}
     */
    public Placement {
        objection(primitives).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        List<Primitive> sorted = new ArrayList<>(primitives);
        sorted.sort(Comparator.comparing(Primitive::form));
        primitives = List.copyOf(sorted);
    }

    /** A single primitive. */
    public static Placement of(Primitive primitive) {
        return new Placement(List.of(Objects.requireNonNull(primitive, "primitive")));
    }

    /** An annotation of the site's store and one of its load. */
    public static Placement pair(Primitive release, Primitive acquire) {
        return new Placement(List.of(release, acquire));
    }

    /** Why primitives cannot stand at one site together, as a sentence; empty if they can. A single one always can. */
    public static Optional<String> objection(List<Primitive> primitives) {
        if (primitives.size() == 1) {
            return Optional.empty();
        }
        long releases = primitives.stream()
                .filter(each -> each.form() == Primitive.Form.RELEASE)
                .count();
        long acquires = primitives.stream()
                .filter(each -> each.form() == Primitive.Form.ACQUIRE)
                .count();
        return primitives.size() == 2 && releases == 1 && acquires == 1
                ? Optional.empty()
                : Optional.of("a site takes one primitive, or a store-release and a load-acquire");
    }

    /** Whether it is this one alone. */
    public boolean is(Primitive primitive) {
        return primitives.size() == 1 && primitives.get(0) == primitive;
    }

    /** As the kernel spells it; of a pair with a plus sign between the two. */
    public String spelling() {
        return primitives.stream().map(Primitive::spelling).collect(Collectors.joining("+"));
    }

    /** As the primitives are declared; what stands alone before pairs. */
    @Override
    public int compareTo(Placement other) {
        int sizes = Integer.compare(primitives.size(), other.primitives.size());
        for (int i = 0; sizes == 0 && i < primitives.size(); i++) {
            sizes = primitives.get(i).compareTo(other.primitives.get(i));
        }
        return sizes;
    }

    @Override
    public String toString() {
        return spelling();
    }
}
