/**
 * Mutants of the implementation: one place of one source file is changed, compiled in memory, and put to a check, which
 * must fail with the clause that the change breaks. The implementation itself has no switch that makes it wrong.
 */
package dev.fencepost.properties.mutants;
