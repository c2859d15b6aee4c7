package dev.fencepost.impl.msix;

/**
 * What became of an access to table or PBA. Software may make aligned accesses of 4 and 8 bytes only; PCI Local Bus
 * 3.0, section 6.8.2, calls anything else undefined. QEMU and Xen refuse it: a write changes nothing, a read gives a
 * fixed value.
 */
public enum MsixAccess {
    /** Done. */
    DONE,
    /** Refused: memory decode is off, so that nothing answers at that address. */
    DECODE_OFF,
    /** Refused: neither 4 nor 8 bytes wide. */
    SIZE,
    /** Refused: not at a multiple of its width. */
    ALIGNMENT,
    /** Refused: outside table or PBA. */
    RANGE,
    /** Refused: a write to the PBA, which is read-only for software. */
    READ_ONLY
}
