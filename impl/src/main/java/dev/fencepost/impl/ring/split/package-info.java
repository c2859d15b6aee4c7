/**
 * The split virtqueue (VIRTIO 1.3, 2.7): {@link dev.fencepost.impl.ring.split.SplitDriver} and
 * {@link dev.fencepost.impl.ring.split.SplitDevice}. What both layouts share, and a buffer's life, is a package up.
 */
package dev.fencepost.impl.ring.split;
