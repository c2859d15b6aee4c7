package dev.fencepost.model.ring.split;

/**
 * What a {@link SplitRingModel} is built for.
 *
 * @param size queue size, a power of two up to 32768
 * @param modulus indices run modulo this: 65536 as in the standard, or less for exploring, but a power of two and at
 *     least four times the size, so that no event index aliases one of the lap before
 * @param eventIdx whether VIRTIO_F_EVENT_IDX was negotiated
 * @param indirect whether VIRTIO_F_INDIRECT_DESC was
 * @param inOrder whether VIRTIO_F_IN_ORDER was
 */
public record SplitRingSetup(int size, int modulus, boolean eventIdx, boolean indirect, boolean inOrder) {
    /** Indices as the standard has them. */
    public static final int MODULUS = 1 << 16;

    private static final int LARGEST = 1 << 15;
    private static final int LAPS = 4;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    public SplitRingSetup {
        if (size < 1 || size > LARGEST || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("the queue size is a power of two up to " + LARGEST + ", not " + size);
        }
        boolean whole = modulus == MODULUS;
        if (Integer.bitCount(modulus) != 1 || modulus > MODULUS || !whole && modulus < LAPS * size) {
            throw new IllegalArgumentException("the modulus is a power of two from 4 times the queue size to 65536");
        }
    }

    /** The smallest modulus that is not too small. */
    public static int scaledModulus(int size) {
        return Math.min(LAPS * size, MODULUS);
    }

    /** An index, some steps on or back. */
    public int plus(int index, int steps) {
        return index + steps & modulus - 1;
    }

    /** How far {@code to} is ahead of {@code from}. */
    public int distance(int from, int to) {
        return to - from & modulus - 1;
    }

    /**
     * need_event of the standard, for a side whose index moved to {@code now} by {@code count} since it last decided.
     * Equal to {@code (u16)(now - event - 1) < (u16)(now - before)} while {@code count} is less than the modulus, and
     * true for more: every event index has been passed then.
     */
    boolean needEvent(int event, int now, int count) {
        return distance(event + 1, now) < count;
    }
}
