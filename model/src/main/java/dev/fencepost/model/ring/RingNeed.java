package dev.fencepost.model.ring;

/** What must have been negotiated for a precaution of a ring to make a difference. */
public enum RingNeed {
    /** Nothing. */
    NOTHING,
    /** VIRTIO_F_EVENT_IDX. */
    EVENT_IDX,
    /** That VIRTIO_F_EVENT_IDX was not. */
    NO_EVENT_IDX,
    /** VIRTIO_F_INDIRECT_DESC. */
    INDIRECT_DESC,
    /** VIRTIO_F_IN_ORDER. */
    IN_ORDER;

    /** Whether a ring with these features has it. */
    public boolean isMet(boolean eventIdx, boolean indirect, boolean inOrder) {
        return switch (this) {
            case NOTHING -> true;
            case EVENT_IDX -> eventIdx;
            case NO_EVENT_IDX -> !eventIdx;
            case INDIRECT_DESC -> indirect;
            case IN_ORDER -> inOrder;
        };
    }
}
