package dev.fencepost.model.ring;

import dev.fencepost.model.ring.split.SplitRingMachine;

/**
 * How far {@link SplitRingMachine} explores.
 *
 * @param buffers how many buffers the driver adds, up to 1000; 0 for no bound
 * @param resets how often it resets the ring, up to 3
 * @param rewrites how often it rewrites a descriptor under the device, up to 3
 */
public record RingBounds(int buffers, int resets, int rewrites) {
    private static final int MOST_BUFFERS = 1000;
    private static final int MOST_REPEATS = 3;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    public RingBounds {
        if (buffers < 0 || buffers > MOST_BUFFERS) {
            throw new IllegalArgumentException("the number of buffers is 0 (no bound) to 1000, not " + buffers);
        }
        if (resets < 0 || resets > MOST_REPEATS || rewrites < 0 || rewrites > MOST_REPEATS) {
            throw new IllegalArgumentException("0 to 3 resets and rewrites");
        }
    }

    /** That many buffers, one reset, and one rewrite. */
    public static RingBounds ofBuffers(int buffers) {
        return new RingBounds(buffers, 1, 1);
    }
}
