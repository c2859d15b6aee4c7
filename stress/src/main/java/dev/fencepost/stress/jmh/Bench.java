package dev.fencepost.stress.jmh;

/** Runs the benchmarks; arguments are those of JMH, for example {@code FenceCost -f 1}. */
public final class Bench {
    /** What Agrona needs from the JVM. */
    static final String AGRONA = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private Bench() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        org.openjdk.jmh.Main.main(arguments);
    }
}
