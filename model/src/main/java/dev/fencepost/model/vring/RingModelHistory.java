package dev.fencepost.model.vring;

/**
 * What {@link RingModelMachine} counts, because its bounds do; the rings leave it alone.
 *
 * @param added buffers added; stays 0 where their number has no bound
 * @param resets times the ring was reset
 * @param rewrites descriptors that a hostile driver changed under the device
 */
public record RingModelHistory(int added, int resets, int rewrites) {
    /** Nothing has happened yet. */
    static final RingModelHistory NONE = new RingModelHistory(0, 0, 0);
}
