/**
 * The packed virtqueue (VIRTIO 1.3, 2.8): {@link dev.fencepost.impl.ring.packed.PackedDriver} and
 * {@link dev.fencepost.impl.ring.packed.PackedDevice}. What both layouts share, and a buffer's life, is a package up.
 */
package dev.fencepost.impl.ring.packed;
