/**
 * Where the implementation meets the machine, with the deliberately broken variants that each check must reject.
 *
 * <ul>
 *   <li>{@code jpf}: its bytecode under every interleaving, behind store buffers. Proves, within a bound, for machines
 *       up to PSO
 *   <li>{@code jcstress}: its barrier sites on this JVM and this machine, as numbered lessons. Confirms, never proves
 *   <li>{@code jmh}: what it costs
 * </ul>
 */
package dev.fencepost.stress;
