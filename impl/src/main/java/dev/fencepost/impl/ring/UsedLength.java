package dev.fencepost.impl.ring;

/**
 * When the driver of a packed ring believes the length of a used descriptor. The standard has the device say by WRITE
 * that it has written, and the length means nothing without it (VIRTIO 1.3 section 2.8.4). QEMU (7.2) writes the length
 * and never WRITE, and the Linux driver looks at the length alone.
 */
public enum UsedLength {
    /** Where the descriptor has WRITE; 0 without. */
    WITH_WRITE,
    /** Always, as Linux: what a driver of QEMU's devices needs. */
    ALWAYS
}
