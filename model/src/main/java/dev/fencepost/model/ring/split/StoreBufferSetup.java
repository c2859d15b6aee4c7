package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a {@link StoreBufferModel} is built for.
 *
 * @param size queue size: 2, 4, 8 or 16
 * @param buffers how many buffers pass through it, up to 1000; 0 for ever
 * @param eventIdx whether VIRTIO_F_EVENT_IDX was negotiated
 * @param depth entries of each side's store buffer, up to 4; 0 for sequential consistency
 * @param dropped the full barriers left out
 */
public record StoreBufferSetup(int size, int buffers, boolean eventIdx, int depth, Set<Fence> dropped) {
    /** The full barriers of the split ring, by the names of their sites in its protocol file. */
    public enum Fence {
        /** The driver's, before it decides whether to kick. */
        D2,
        /** The driver's, before it looks once more and sleeps. */
        D5,
        /** The device's, before it decides whether to interrupt. */
        V3,
        /** The device's, before it looks once more and sleeps. */
        V4
    }

    /** Laps of the ring before an index is 0 again: four, so that no event field aliases an index of the lap before. */
    private static final int LAPS = 4;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    public StoreBufferSetup {
        require(size == 2 || size == 4 || size == 8 || size == 16, "the queue size is 2, 4, 8 or 16, not " + size);
        require(buffers >= 0 && buffers <= 1000, "the number of buffers is 0 (endless) to 1000, not " + buffers);
        require(depth >= 0 && depth <= 4, "a store buffer has 0 to 4 entries, not " + depth);
        dropped = Set.copyOf(dropped);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Indices run modulo this. */
    int modulus() {
        return LAPS * size;
    }

    /** An index, some steps on. */
    int plus(int index, int step) {
        return index + step & modulus() - 1; // a power of two
    }

    /** Whether a notification is wanted: need_event of the event field, or the flag that forbids it is clear. */
    boolean wanted(int event, int now, int before) {
        return eventIdx ? plus(now, -event - 1) < plus(now, -before) : event == 0;
    }

    boolean has(Fence fence) {
        return !dropped.contains(fence);
    }

    Subject subject() {
        String without = dropped.stream().sorted().map(Fence::name).collect(Collectors.joining(", "));
        String bounds = "queue size " + size
                + (buffers == 0 ? ", endless" : ", buffers " + buffers)
                + (eventIdx ? ", EVENT_IDX" : ", flags")
                + (without.isEmpty() ? "" : ", without " + without);
        return new Subject("split-ring " + (depth == 0 ? "sc" : "tso"), depth, bounds, buffers, blindSpots());
    }

    /** A bound that its own mutants survive says nothing. */
    private List<String> blindSpots() {
        return buffers == 1 && depth > 0
                ? List.of("one buffer is too few to tell whether V4 or D5 is missing: two expose both")
                : List.of();
    }
}
