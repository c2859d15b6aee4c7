package dev.fencepost.stress.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Java PathFinder in a process of its own; {@link JpfRequest} says how it is found.
 *
 * @param home where it is
 * @param java the command of a JDK 17
 */
record Jpf(Path home, Path java) {
    static final String HOW = "Left out: Java PathFinder, so the harnesses are explored by Fencepost alone. To add it"
            + " (branch java-17): -Djpf.home=<folder of jpf-core>";

    private static final int MINUTES = 10;

    private static boolean told;

    /**
     * The one that is asked for; where none is, the first caller prints in a line how to add one.
     *
     * @throws IllegalStateException if it is not there
     */
    static synchronized Optional<Jpf> find() {
        Optional<Jpf> found = JpfRequest.ofThisProcess().find();
        if (found.isEmpty() && !told) {
            told = true;
            System.out.println(HOW);
        }
        return found;
    }

    /** The same for a test that is skipped where none is asked for. */
    static Jpf get() {
        return find().orElseThrow();
    }

    /** Runs a file of {@code src/main/jpf}; the options come after those in the file. */
    JpfReport run(String file, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx1g",
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-jar",
                home.resolve("build/RunJPF.jar").toString(),
                Path.of("src", "main", "jpf", file).toString(),
                "+classpath=" + classpath()));
        command.addAll(options);
        try {
            Path output = Files.createTempFile(Path.of("target"), "jpf-", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("Java PathFinder still runs after " + MINUTES + " minutes: " + command);
            }
            return new JpfReport(Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Java PathFinder's own classes first: its Verify, not the one that stands in for it. */
    private String classpath() {
        List<String> entries =
                new ArrayList<>(List.of(home.resolve("build/jpf-classes.jar").toString()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = entry.toLowerCase(Locale.ROOT).replace('\\', '/');
            if (name.endsWith("stress/target/classes") || name.contains("fencepost-impl") || name.contains("/impl/")) {
                entries.add(entry);
            }
        }
        return String.join(";", entries);
    }
}
