package dev.fencepost.model.proposal.minimal;

import java.util.List;

/**
 * A group of places in a plan.
 *
 * @param places in ascending order
 * @param alternatives each with one choice for each of these places
 */
public record MinimalGroup(List<Integer> places, List<List<Integer>> alternatives) {
    /** Copies the lists. */
    public MinimalGroup {
        places = List.copyOf(places);
        alternatives = List.copyOf(alternatives);
    }
}
