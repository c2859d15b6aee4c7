package dev.fencepost.model.litmus;

import java.util.List;

/**
 * What stands behind the functions.
 *
 * @param locations listed to be shown
 * @param filter what an execution must satisfy to count, or null
 */
record Final(List<Place> locations, Proposition filter, Quantifier quantifier, Proposition condition) {
    Final {
        locations = List.copyOf(locations);
    }
}
