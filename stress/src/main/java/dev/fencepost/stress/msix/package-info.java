/** MSI-X under every interleaving, lessons about its barrier sites on this machine, and a benchmark. */
package dev.fencepost.stress.msix;
