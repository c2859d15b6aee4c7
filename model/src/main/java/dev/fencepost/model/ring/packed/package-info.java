/**
 * The packed virtqueue (VIRTIO 1.3, 2.8) as a state machine: {@link dev.fencepost.model.ring.packed.PackedRingModel}.
 */
package dev.fencepost.model.ring.packed;
