/**
 * The split virtqueue (VIRTIO 1.3, 2.7) as a state machine: {@link dev.fencepost.model.ring.split.SplitRingModel}.
 * Behind a store buffer for each side it is {@link dev.fencepost.model.ring.split.SplitRingStoreBuffers}, endless and
 * with sleep.
 */
package dev.fencepost.model.ring.split;
