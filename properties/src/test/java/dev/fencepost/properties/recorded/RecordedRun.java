package dev.fencepost.properties.recorded;

import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the sides of an implementation did where the program of {@code places} has its threads.
 *
 * @param places where the program's locations are
 * @param sides the recorders, in the order of the program's threads
 */
public record RecordedRun(Places places, List<Recorder> sides) {
    /** Copies the list. */
    public RecordedRun {
        sides = List.copyOf(sides);
    }

    /**
     * Holds every side against its thread.
     *
     * @return the sites that were passed
     * @throws Mismatch where they differ
     */
    public List<String> accept() {
        List<String> sites = new ArrayList<>();
        for (int side = 0; side < sides.size(); side++) {
            sites.addAll(accept(side));
        }
        return sites;
    }

    /** How many accesses and fences the shortest side has that is not what its thread has; empty if there is none. */
    public OptionalInt shortestMismatch() {
        int shortest = Integer.MAX_VALUE;
        for (int side = 0; side < sides.size(); side++) {
            try {
                accept(side);
            } catch (Mismatch mismatch) {
                shortest = Math.min(shortest, sides.get(side).events().size());
            }
        }
        return shortest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(shortest);
    }

    private List<String> accept(int side) {
        Program.Thread thread = places.program().threads().get(side);
        return Acceptor.accept(
                places, thread, places.translate(thread, sides.get(side).events()));
    }
}
