package dev.fencepost.model.machine;

import dev.fencepost.model.verdict.Evidence;
import java.util.List;
import java.util.Objects;

/**
 * What a machine is a model of, for its verdict. Every step takes effect at once, or a store does when it leaves the
 * store buffer of its side: what such a verdict rests on follows from that, and is the same for all machines.
 *
 * @param name for messages
 * @param storeBuffer entries of each side's store buffer; 0 without
 * @param bounds sizes, in words
 * @param buffers how many buffers pass through it; 0 for no bound
 * @param blindSpots mistakes that these bounds are known to be too small for, one sentence each: with any, finding
 *     nothing is no proof
 */
public record Subject(String name, int storeBuffer, String bounds, int buffers, List<String> blindSpots) {
    /** Copies the list. */
    public Subject {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bounds, "bounds");
        blindSpots = List.copyOf(blindSpots);
    }

    /** One whose steps take effect at once. */
    public Subject(String name, String bounds, int buffers, List<String> blindSpots) {
        this(name, 0, bounds, buffers, blindSpots);
    }

    /** How steps of different actors interact. */
    public String model() {
        return storeBuffer == 0 ? "sequential consistency" : "TSO, store buffers of " + storeBuffer;
    }

    /** Both are published: Lamport 1979, and x86-TSO. */
    public Evidence.Basis basis() {
        return Evidence.Basis.PUBLISHED;
    }
}
