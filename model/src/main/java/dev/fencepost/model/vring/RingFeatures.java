package dev.fencepost.model.vring;

/**
 * What driver and device agreed on, as far as it changes their shared accesses.
 *
 * @param eventIdx whether VIRTIO_F_EVENT_IDX was negotiated: event fields instead of flags
 * @param inPlace whether the device consumes a payload where it lies; false for a device that first stores it onward,
 *     as one that copies or forwards does, and so keeps V6 by the data dependency and V2
 */
public record RingFeatures(boolean eventIdx, boolean inPlace) {}
