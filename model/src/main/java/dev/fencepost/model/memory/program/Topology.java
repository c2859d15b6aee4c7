package dev.fencepost.model.memory.program;

import java.util.List;
import java.util.Set;

/**
 * Where the threads of a program run and which boundaries between domains are weak (no coherence, posted writes,
 * another ordering rule). Across a boundary that is not weak the base model rules alone. Fencepost's own extension.
 *
 * @param places one for each thread of the program, in its order; or none if all are processors of one system
 * @param weakBoundaries the domains behind a weak boundary: {@link Reach#OUTER} for the boundary between the SMP system
 *     and the coherent masters, {@link Reach#SYSTEM} for the one around both, {@link Reach#DEVICE} for the one that
 *     posted writes cross into a device's registers
 */
public record Topology(List<Place> places, Set<Reach> weakBoundaries) {
    /** Copies the collections; {@link Reach#INNER} has no boundary inside it. */
    public Topology {
        places = List.copyOf(places);
        weakBoundaries = Set.copyOf(weakBoundaries);
        if (weakBoundaries.contains(Reach.INNER)) {
            throw new IllegalArgumentException("the innermost domain has no boundary inside it");
        }
    }

    /** All threads, however many, on one coherent system. */
    public static Topology oneSystem() {
        return new Topology(List.of(), Set.of());
    }
}
