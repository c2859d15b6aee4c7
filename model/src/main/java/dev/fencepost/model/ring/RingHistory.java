package dev.fencepost.model.ring;

/**
 * What {@link RingMachine} counts, because its bounds do; the rings leave it alone.
 *
 * @param added buffers added; stays 0 where their number has no bound
 * @param resets times the ring was reset
 * @param rewrites descriptors that a hostile driver changed under the device
 */
public record RingHistory(int added, int resets, int rewrites) {
    /** Nothing has happened yet. */
    public static final RingHistory NONE = new RingHistory(0, 0, 0);
}
