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
 * @param alwaysKick whether the driver kicks for every buffer, and reads nothing that could ask it not to
 * @param poll whether the driver looks for used buffers again and again, and never sleeps until an interrupt
 */
public record RingFeatures(boolean eventIdx, boolean inPlace, boolean alwaysKick, boolean poll) {
    /** What rings count. */
    static final Unit BUFFERS = new Unit("buffer", "buffers");

    /** Where rings run. */
    static final Set<String> PLATFORMS =
            Set.of("up-guest", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc", "dma-coherent", "remoteproc");

    /** Who the two sides of a ring are. */
    static final String PLAYERS = "its sides are the driver and the device of a virtqueue";

    private static final Feature EVENT_IDX = new Feature("EVENT_IDX", "EVENT_IDX", "no EVENT_IDX");
    private static final Feature IN_PLACE =
            new Feature("IN_PLACE", "the device consumes in place", "the device stores payloads onward");

    private static final Feature ALWAYS_KICK = new Feature("ALWAYS_KICK", "the driver kicks for every buffer", "");
    private static final Feature POLL = new Feature("POLL", "the driver polls", "");

    /** The features by name. */
    static final List<Feature> ALL = List.of(EVENT_IDX, IN_PLACE, ALWAYS_KICK, POLL);

    /** Of a driver that kicks where it is asked to and sleeps until an interrupt. */
    public RingFeatures(boolean eventIdx, boolean inPlace) {
        this(eventIdx, inPlace, false, false);
    }

    /** Those with these names. */
    static RingFeatures of(Set<String> names) {
        return new RingFeatures(
                names.contains(EVENT_IDX.name()),
                names.contains(IN_PLACE.name()),
                names.contains(ALWAYS_KICK.name()),
                names.contains(POLL.name()));
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
        if (alwaysKick) {
            names.add(ALWAYS_KICK.name());
        }
        if (poll) {
            names.add(POLL.name());
        }
        return names;
    }
}
