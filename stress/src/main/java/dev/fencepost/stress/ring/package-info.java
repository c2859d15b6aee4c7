/** Virtqueues: what the harnesses, lessons and benchmarks of both layouts share. */
package dev.fencepost.stress.ring;
