package dev.fencepost.model.machine;

import dev.fencepost.model.verdict.Evidence;
import java.util.List;
import java.util.Objects;

/**
 * What a machine is a model of, for its verdict.
 *
 * @param name for messages
 * @param model how steps of different actors interact: {@code sequential consistency}, {@code TSO} ...
 * @param basis whether that model is published or Fencepost's own
 * @param bounds sizes, in words
 * @param buffers how many buffers pass through it; 0 for no bound
 * @param blindSpots mistakes that these bounds are known to be too small for, one sentence each: with any, finding
 *     nothing is no proof
 */
public record Subject(
        String name, String model, Evidence.Basis basis, String bounds, int buffers, List<String> blindSpots) {
    /** Copies the list. */
    public Subject {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(bounds, "bounds");
        blindSpots = List.copyOf(blindSpots);
    }
}
