/**
 * Where the implementation meets the machine. Still empty.
 *
 * <p>jcstress tests, Java PathFinder harnesses and benchmarks of {@code dev.fencepost.impl} will stand here, together
 * with the deliberately broken variants that they must reject. What runs here shows what this JVM did on this machine
 * today; it confirms a verdict and never proves one.
 */
package dev.fencepost.stress;
