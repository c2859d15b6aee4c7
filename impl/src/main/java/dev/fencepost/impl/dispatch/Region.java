package dev.fencepost.impl.dispatch;

import java.util.Objects;

/** A range of addresses that a device answers to, wherever it is plugged. Immutable. */
public final class Region {
    private static final int NO_DOORBELL = -1;

    private final long size;
    private final Locking locking;
    private final int minWidth;
    private final int maxWidth;
    private final int doorbell;
    private final int doorbellWidth;
    private final boolean coalesced;

    private Region(
            long size,
            Locking locking,
            int minWidth,
            int maxWidth,
            int doorbell,
            int doorbellWidth,
            boolean coalesced) {
        this.size = size;
        this.locking = locking;
        this.minWidth = minWidth;
        this.maxWidth = maxWidth;
        this.doorbell = doorbell;
        this.doorbellWidth = doorbellWidth;
        this.coalesced = coalesced;
    }

    /**
     * A region that takes aligned accesses of 1 to 8 bytes.
     *
     * @param size in bytes, at least 1
     */
    public static Region of(long size, Locking locking) {
        Objects.requireNonNull(locking, "locking");
        if (size < 1) {
            throw new IllegalArgumentException("a region of " + size + " bytes, expected at least 1");
        }
        return new Region(size, locking, 1, 8, NO_DOORBELL, 0, false);
    }

    /**
     * The same for accesses of other widths.
     *
     * @param min in bytes: 1, 2, 4 or 8
     * @param max likewise, not below {@code min}
     */
    public Region withWidths(int min, int max) {
        if (!isWidth(min) || !isWidth(max) || min > max) {
            throw new IllegalArgumentException("widths " + min + " to " + max + ", expected 1, 2, 4 or 8 bytes");
        }
        return new Region(size, locking, min, max, doorbell, doorbellWidth, coalesced);
    }

    /**
     * The same with a doorbell: a write of that width there is a kick (Q8).
     *
     * @param offset in bytes from the start of the region
     * @param width in bytes
     */
    public Region withDoorbell(int offset, int width) {
        if (offset < 0 || !takes(offset, width)) {
            throw new IllegalArgumentException("a doorbell of " + width + " bytes at " + offset + " is not writable");
        }
        return new Region(size, locking, minWidth, maxWidth, offset, width, coalesced);
    }

    /**
     * The same, whose writes may be kept until something else is accessed (Q7).
     *
     * @throws IllegalArgumentException for a region that does not run under the big lock
     */
    public Region withCoalescing() {
        if (locking != Locking.GLOBAL) {
            throw new IllegalArgumentException("writes are kept only for regions under the big lock, not " + locking);
        }
        return new Region(size, locking, minWidth, maxWidth, doorbell, doorbellWidth, true);
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Under which lock its callbacks run. */
    public Locking locking() {
        return locking;
    }

    boolean isCoalesced() {
        return coalesced;
    }

    boolean takes(long offset, int width) {
        boolean allowed = isWidth(width) && width >= minWidth && width <= maxWidth;
        return allowed && (offset & width - 1) == 0 && offset <= size - width;
    }

    boolean isDoorbell(long offset, int width) {
        return offset == doorbell && width == doorbellWidth;
    }

    static boolean isWidth(int width) {
        return width == 1 || width == 2 || width == 4 || width == 8;
    }
}
