/** The packed virtqueue under every interleaving, and lessons about its barrier sites on this machine. */
package dev.fencepost.stress.ring.packed;
