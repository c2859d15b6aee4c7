/**
 * Benchmarks of {@code dev.fencepost.impl}. After {@code mvn package}, {@link dev.fencepost.stress.jmh.Bench} runs
 * them; it takes the options of JMH. Each measures in a JVM of its own, so that no benchmark sees the call profile of
 * another.
 */
package dev.fencepost.stress.jmh;
