package dev.fencepost.model.ring.packed;

/**
 * An event suppression structure (VIRTIO 1.3 section 2.8.14): when its owner wants to be notified.
 *
 * @param flags always, never, or by position
 * @param position with {@link Flags#DESC}, the descriptor whose becoming available or used is to be told
 */
public record PackedEvent(Flags flags, PackedPosition position) {
    /** RING_EVENT_FLAGS. */
    public enum Flags {
        /** Always. */
        ENABLE,
        /** Never. */
        DISABLE,
        /** For one descriptor; only with VIRTIO_F_EVENT_IDX. */
        DESC
    }

    private static final PackedPosition NOWHERE = new PackedPosition(0, false);

    /** Always, as memory of zeroes has it. */
    static final PackedEvent ALWAYS = new PackedEvent(Flags.ENABLE, NOWHERE);

    /** Never. The position means nothing then, and is not kept. */
    static final PackedEvent NEVER = new PackedEvent(Flags.DISABLE, NOWHERE);

    /**
     * Whether its owner wants to hear of the {@code count} descriptors before {@code now}: the comparison of the
     * standard, which brings the event to the lap of {@code now} first (P5).
     *
     * @param count 1 to twice the queue size, which stands for any more
     */
    boolean wants(PackedPosition now, int count, int size) {
        return switch (flags) {
            case ENABLE -> true;
            case DISABLE -> false;
            case DESC -> {
                int event = position.wrap() == now.wrap() ? position.offset() : position.offset() - size;
                yield (now.offset() - event - 1 & 0xffff) < count;
            }
        };
    }
}
