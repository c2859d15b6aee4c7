/**
 * What a subject offers to those who judge barriers: its algorithms as a family of bounded weak-memory programs with
 * named barrier sites. A {@code Protocol} writes its {@code Scenario}s with a {@code ScenarioWriter}, for a plan, a
 * platform and a bound; checking proposals, explaining counterexamples and finding minimal plans are the same for all.
 */
package dev.fencepost.model.protocol;
