package dev.fencepost.model.vring;

import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Unit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What driver and device agreed on, as far as it changes their shared accesses.
 *
 * @param eventIdx whether VIRTIO_F_EVENT_IDX was negotiated: event fields instead of flags
 * @param inPlace whether the device consumes a payload where it lies; false for a device that first stores it onward,
 *     as one that copies or forwards does, and so keeps its order by the data dependency and its write barrier
 */
public record RingFeatures(boolean eventIdx, boolean inPlace) {
    /** What rings count. */
    static final Unit BUFFERS = new Unit("buffer", "buffers");

    /** Where rings run. */
    static final Set<String> PLATFORMS = Set.of(
            "up-guest", "ivshmem", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc", "dma-coherent", "remoteproc");

    /** Who the two sides of a ring are. */
    static final String PLAYERS = "its sides are the driver and the device of a virtqueue";

    private static final Feature EVENT_IDX = new Feature("EVENT_IDX", "EVENT_IDX", "no EVENT_IDX");
    private static final Feature IN_PLACE =
            new Feature("IN_PLACE", "the device consumes in place", "the device stores payloads onward");

    /** The features by name. */
    static final List<Feature> ALL = List.of(EVENT_IDX, IN_PLACE);

    /** Those with these names. */
    static RingFeatures of(Set<String> names) {
        return new RingFeatures(names.contains(EVENT_IDX.name()), names.contains(IN_PLACE.name()));
    }

    /** Their names. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (eventIdx) {
            names.add(EVENT_IDX.name());
        }
        if (inPlace) {
            names.add(IN_PLACE.name());
        }
        return names;
    }
}
