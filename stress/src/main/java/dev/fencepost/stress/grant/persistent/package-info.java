/** Persistent grants under every interleaving, lessons about them on this machine, and a benchmark. */
package dev.fencepost.stress.grant.persistent;
