package dev.fencepost.stress.jpf;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Java PathFinder in a process of its own, if this machine has one. It is found by the system property
 * {@code jpf.home}, else the environment's {@code JPF_HOME}, else {@code jpf-core} in {@code ~/.jpf/site.properties}.
 * It runs on a JDK 17 only: the one that runs this, the environment's {@code JAVA17_HOME}, or one beside the first.
 *
 * @param home where it is
 * @param java the command of a JDK 17
 */
record Jpf(Path home, Path java) {
    private static final String HOW =
            "Explored by Fencepost alone. To add Java PathFinder (branch java-17): -Djpf.home=<folder of jpf-core>";
    private static final int MINUTES = 10;

    /** The one of this machine; without one, prints in a line how to add it. */
    static Optional<Jpf> find() {
        Optional<Path> home = configuredHome().filter(path -> Files.isRegularFile(path.resolve("build/RunJPF.jar")));
        Optional<Path> java = java17();
        if (home.isEmpty() || java.isEmpty()) {
            System.out.println(home.isEmpty() ? HOW : HOW + ", and JAVA17_HOME: it runs on a JDK 17 only");
            return Optional.empty();
        }
        return Optional.of(new Jpf(home.get(), java.get()));
    }

    private static Optional<Path> configuredHome() {
        String property = System.getProperty("jpf.home", "");
        String variable = System.getenv().getOrDefault("JPF_HOME", "");
        if (!property.isEmpty() || !variable.isEmpty()) {
            return Optional.of(Path.of(property.isEmpty() ? variable : property));
        }
        String user = System.getProperty("user.home");
        Path site = Path.of(user, ".jpf", "site.properties");
        if (!Files.isRegularFile(site)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(site)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(properties.getProperty("jpf-core"))
                .map(path -> Path.of(path.replace("${user.home}", user)));
    }

    private static Optional<Path> java17() {
        Path running = Path.of(System.getProperty("java.home"));
        List<Path> candidates = new ArrayList<>(List.of(running));
        Optional.ofNullable(System.getenv("JAVA17_HOME")).map(Path::of).ifPresent(candidates::add);
        try (Stream<Path> beside = Files.list(running.getParent())) {
            beside.sorted().forEach(candidates::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return candidates.stream()
                .filter(Jpf::is17)
                .map(jdk -> jdk.resolve("bin").resolve("java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean is17(Path jdk) {
        try {
            return Files.isRegularFile(jdk.resolve("release"))
                    && Files.readString(jdk.resolve("release")).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
