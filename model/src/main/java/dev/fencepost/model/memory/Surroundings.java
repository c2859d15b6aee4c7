package dev.fencepost.model.memory;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What programs consist of, as far as it decides what can be seen of a barrier.
 *
 * @param kinds of their locations
 * @param threads the most that one of them has
 */
public record Surroundings(Set<LocationKind> kinds, int threads) {
    /** Copies the set. */
    public Surroundings {
        kinds = Set.copyOf(kinds);
    }

    /** Those of all these programs together. */
    public static Surroundings of(Collection<Program> programs) {
        Set<LocationKind> kinds = EnumSet.noneOf(LocationKind.class);
        int threads = 0;
        for (Program program : programs) {
            program.locations().forEach(location -> kinds.add(location.kind()));
            threads = Math.max(threads, program.threads().size());
        }
        return new Surroundings(kinds, threads);
    }

    /** Whether there is nothing but memory that all keep coherent. */
    boolean ordinary() {
        return Set.of(LocationKind.COHERENT).containsAll(kinds);
    }

    /** Whether some location takes a barrier that waits. */
    boolean needsCompletion() {
        return kinds.contains(LocationKind.NON_COHERENT)
                || kinds.contains(LocationKind.WRITE_COMBINING)
                || kinds.contains(LocationKind.SIGNAL);
    }
}
