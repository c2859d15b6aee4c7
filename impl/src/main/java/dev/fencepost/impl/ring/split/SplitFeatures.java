package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.ring.RingDevice;

/**
 * What driver and device agreed on. Both sides of one queue must be made with equal features.
 *
 * @param eventIdx VIRTIO_F_EVENT_IDX: event fields instead of flags (S7)
 * @param inOrder VIRTIO_F_IN_ORDER: buffers are used in ring order (S9)
 * @param indirect VIRTIO_F_INDIRECT_DESC: a chain may stand in a table of its own
 * @param firstIndex where both indices start on a ring that is reset, 0 to 65535: 0 by the standard, another value to
 *     try what comes soon after. No way to take over a queue in use, whose other side may wait to be told of something:
 *     that is {@link RingDevice#resume} or {@link RingDevice#recover}, and {@link SplitDriver#resumed}
 */
public record SplitFeatures(boolean eventIdx, boolean inOrder, boolean indirect, int firstIndex) {
    /** Checks the index. */
    public SplitFeatures {
        if (firstIndex < 0 || firstIndex > 0xffff) {
            throw new IllegalArgumentException("first index " + firstIndex + " is not from 0 to 65535");
        }
    }

    /** Nothing negotiated, indices from 0. */
    public static SplitFeatures none() {
        return new SplitFeatures(false, false, false, 0);
    }

    /** The same with VIRTIO_F_EVENT_IDX. */
    public SplitFeatures withEventIdx() {
        return new SplitFeatures(true, inOrder, indirect, firstIndex);
    }

    /** The same with VIRTIO_F_IN_ORDER. */
    public SplitFeatures withInOrder() {
        return new SplitFeatures(eventIdx, true, indirect, firstIndex);
    }

    /** The same with VIRTIO_F_INDIRECT_DESC. */
    public SplitFeatures withIndirect() {
        return new SplitFeatures(eventIdx, inOrder, true, firstIndex);
    }

    /** The same with indices from {@code index}. */
    public SplitFeatures from(int index) {
        return new SplitFeatures(eventIdx, inOrder, indirect, index);
    }
}
