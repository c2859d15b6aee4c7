/**
 * Benchmarks of {@code dev.fencepost.impl}, and of the engines. From a fresh clone
 *
 * <pre>
 * mvn -q -Pbench -pl stress -am process-classes
 * mvn -q -Pbench -pl stress -am process-classes -Dbench="FenceCost -f 1"
 * </pre>
 *
 * builds and runs them by {@link dev.fencepost.stress.bench.Bench}, which takes the options of JMH ({@code -Dbench=-l}
 * lists the benchmarks) and ends with a table of that run. Each measures in a JVM of its own, so that no benchmark sees
 * the call profile of another.
 */
package dev.fencepost.stress.bench;
