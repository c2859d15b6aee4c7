package dev.fencepost.properties.ring;

import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * What driver and device agreed on, as far as our rings know it: the features of the protocol files, but for a driver
 * that always kicks or polls.
 *
 * @param eventIdx whether VIRTIO_F_EVENT_IDX was negotiated: event fields instead of flags
 * @param inPlace whether the device consumes a payload where it lies; false for a device that first stores it onward
 */
public record RingFeatures(boolean eventIdx, boolean inPlace) {
    /** The protocol of the split ring. */
    public static final Protocol SPLIT = Protocols.of("split").orElseThrow();

    /** The protocol of the packed ring. */
    public static final Protocol PACKED = Protocols.of("packed").orElseThrow();

    /** The split ring with these. */
    public Variant split() {
        return of(SPLIT);
    }

    /** The packed ring with these. */
    public Variant packed() {
        return of(PACKED);
    }

    private Variant of(Protocol protocol) {
        List<String> names = new ArrayList<>();
        if (eventIdx) {
            names.add("EVENT_IDX");
        }
        if (inPlace) {
            names.add("IN_PLACE");
        }
        return Variant.of(protocol, names.toArray(String[]::new));
    }
}
