/**
 * Where the implementation meets the machine, with the mutants that each check must reject. A package for each subject,
 * and in each the same three:
 *
 * <ul>
 *   <li>a harness, such as {@code ring.split.SplitRingHarness}: its bytecode under every interleaving, behind store
 *       buffers. Proves, within a bound, for machines up to PSO. What harnesses share is {@code harness}
 *   <li>numbered lessons, such as {@code ring.split.SplitRing_01_PublishIndex}: its barrier sites on this JVM and this
 *       machine, by jcstress. They confirm, and never prove. What they share, and in which order to read them, is
 *       {@code lesson}
 *   <li>benchmarks: what it costs. What they share is {@code bench}
 * </ul>
 */
package dev.fencepost.stress;
