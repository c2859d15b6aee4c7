package dev.fencepost.impl.ring.packed;

/**
 * What driver and device of a packed virtqueue agreed on. Both sides of one queue must be made with equal features.
 *
 * @param eventIdx VIRTIO_F_EVENT_IDX: notifications by position in the ring, too (P5)
 * @param inOrder VIRTIO_F_IN_ORDER: buffers are used in ring order (S9)
 * @param indirect VIRTIO_F_INDIRECT_DESC: a list may stand in a table of its own (P7)
 */
public record PackedFeatures(boolean eventIdx, boolean inOrder, boolean indirect) {
    /** Nothing negotiated. */
    public static PackedFeatures none() {
        return new PackedFeatures(false, false, false);
    }

    /** The same with VIRTIO_F_EVENT_IDX. */
    public PackedFeatures withEventIdx() {
        return new PackedFeatures(true, inOrder, indirect);
    }

    /** The same with VIRTIO_F_IN_ORDER. */
    public PackedFeatures withInOrder() {
        return new PackedFeatures(eventIdx, true, indirect);
    }

    /** The same with VIRTIO_F_INDIRECT_DESC. */
    public PackedFeatures withIndirect() {
        return new PackedFeatures(eventIdx, inOrder, true);
    }
}
