/** The dispatcher under every interleaving, lessons about its barrier sites on this machine, and benchmarks. */
package dev.fencepost.stress.dispatch;
