package dev.fencepost.model.msix.table;

/** What a read gives that software may not make. The PCI specification calls it undefined; those who built it chose. */
public enum BadRead {
    /** All bits 1, as a bus reads where nothing answers, and as Xen's vPCI answers. */
    ALL_ONES,
    /** All bits 0, as QEMU's memory core answers for a region that refuses an access. */
    ZERO;

    /** The value of {@code size} bytes, 1 to 8, in the low bits. */
    public long value(int size) {
        return this == ZERO ? 0 : -1L >>> Long.SIZE - Byte.SIZE * size;
    }
}
