package dev.fencepost.model.ring.packed;

/**
 * What a {@link PackedRingModel} is built for.
 *
 * @param size queue size, 1 to 32768, a power of two or not
 * @param eventIdx whether VIRTIO_F_EVENT_IDX was negotiated
 * @param indirect whether VIRTIO_F_INDIRECT_DESC was
 * @param inOrder whether VIRTIO_F_IN_ORDER was
 */
public record PackedRingSetup(int size, boolean eventIdx, boolean indirect, boolean inOrder) {
    private static final int LARGEST = 1 << 15;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    public PackedRingSetup {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("the queue size is 1 to " + LARGEST + ", not " + size);
        }
    }

    /** A count of descriptors, or one that says as much: twice the queue size passes every position. */
    int atMostTwoLaps(int descriptors) {
        return Math.min(descriptors, 2 * size);
    }
}
