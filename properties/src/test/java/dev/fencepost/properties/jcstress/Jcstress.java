package dev.fencepost.properties.jcstress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * jcstress in a process of its own. Its exit status is 0 also when it found no test to run; what counts is the file of
 * results that it leaves.
 */
final class Jcstress {
    private static final int MINUTES = 5;

    private Jcstress() {}

    /** The name of a test without its package. */
    private static String name(String test) {
        return test.replaceFirst("^(?:[a-z]+\\.)+", "");
    }

    private static String test(Lesson lesson) {
        return TestList.tests().stream()
                .filter(test -> name(test).equals(lesson.toString()))
                .findFirst()
                .orElseThrow();
    }

    /** What a lesson says about its outcomes. */
    static Judge.Declared declared(Lesson lesson) {
        Set<String> accepted = new TreeSet<>();
        Set<String> interesting = new TreeSet<>();
        for (StateCase outcome : TestList.getInfo(test(lesson)).cases()) {
            if (outcome.expect() != Expect.FORBIDDEN) {
                accepted.add(outcome.matchPattern());
            }
            if (outcome.expect() == Expect.ACCEPTABLE_INTERESTING) {
                interesting.add(outcome.matchPattern());
            }
        }
        return new Judge.Declared(accepted, interesting);
    }

    /** The lessons that there are. */
    static Set<String> lessons() {
        Set<String> names = new TreeSet<>();
        for (String test : TestList.tests()) {
            names.add(name(test));
        }
        return names;
    }

    /**
     * Runs the lessons whose names match, compiled by C2 alone: C1 makes more of a fence than it is.
     *
     * @param iterations of {@code millis} each, in each of its JVMs
     * @return how often each outcome was seen, by lesson
     */
    static Map<String, Map<String, Long>> run(String pattern, int iterations, int millis) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "jcstress-");
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.openjdk.jcstress.Main",
                    "-t",
                    pattern,
                    "-m",
                    "quick",
                    "-sc",
                    "false",
                    "-pth",
                    "false",
                    "-iters",
                    Integer.toString(iterations),
                    "-time",
                    Integer.toString(millis),
                    // 512 states at a time.
                    "-strideSize",
                    "64",
                    "-strideCount",
                    "8",
                    "-jvmArgs",
                    "-XX:-TieredCompilation -XX:CompileThreshold=500 -Dfencepost.pool=1024");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.txt").toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("jcstress still runs after " + MINUTES + " minutes, see " + folder);
            }
            return read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Map<String, Long>> read(Path folder) throws IOException {
        Map<String, Map<String, Long>> results = new TreeMap<>();
        List<Path> blobs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(".bin.gz"))
                    .forEach(blobs::add);
        }
        for (Path blob : blobs) {
            InProcessCollector collector = new InProcessCollector();
            try {
                new DiskReadCollector(blob.toString(), collector).dump();
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
            for (TestResult result : ReportUtils.mergedByName(collector.getTestResults())) {
                if (result.status() != Status.NORMAL) {
                    throw new IllegalStateException(
                            result.getName() + " ended as " + result.status() + ", see " + folder);
                }
                Map<String, Long> counts = new TreeMap<>();
                result.getStateKeys().forEach(key -> counts.put(key, result.getCount(key)));
                results.put(name(result.getName()), counts);
            }
        }
        return results;
    }
}
