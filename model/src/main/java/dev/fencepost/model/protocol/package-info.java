/**
 * What a subject offers to those who judge barriers: its algorithms as a family of bounded weak-memory programs with
 * named barrier sites. A {@code Protocol} is read from a file, and gives its {@code Scenario}s for a plan, a platform
 * and a bound; checking proposals, explaining counterexamples and finding minimal plans are the same for all.
 */
package dev.fencepost.model.protocol;
