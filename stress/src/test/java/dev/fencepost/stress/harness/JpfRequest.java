package dev.fencepost.stress.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Who asks for Java PathFinder, and where that is: the system property {@code jpf.home}, else the environment's
 * {@code JPF_HOME}, else {@code jpf-core} in {@code ~/.jpf/site.properties}. It runs on a JDK 17 only: the
 * environment's {@code JAVA17_HOME} if that is set, else the one that runs this, else one beside it. Whoever asks gets
 * it, or is told what was looked for; it is left out only where nobody asks.
 *
 * @param property {@code jpf.home}; null if it is not set
 * @param environment of which an empty variable is as good as none
 * @param userHome where {@code .jpf} lies
 * @param javaHome the JDK that runs this
 * @param root relative paths start there: where Maven was started
 */
record JpfRequest(String property, Map<String, String> environment, Path userHome, Path javaHome, Path root) {
    private static final List<String> PARTS =
            List.of("jpf.properties", "build/RunJPF.jar", "build/jpf.jar", "build/jpf-classes.jar");

    /** A folder that somebody names. */
    private record Named(String by, Path folder) {}

    /** The one of this process. */
    static JpfRequest ofThisProcess() {
        return new JpfRequest(
                System.getProperty("jpf.home"),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of(System.getProperty("java.home")),
                Path.of(System.getProperty("fencepost.root", "")));
    }

    /**
     * What is asked for; empty if nothing is.
     *
     * @throws IllegalStateException if it is not there, with who asked and what was looked for
     */
    Optional<Jpf> find() {
        Optional<Named> home = home();
        if (home.isEmpty()) {
            return Optional.empty();
        }
        for (String part : PARTS) {
            Path wanted = home.get().folder().resolve(part);
            if (!Files.isRegularFile(wanted)) {
                throw new IllegalStateException(home.get().by() + ": no built Java PathFinder, looked for " + wanted);
            }
        }
        return Optional.of(new Jpf(home.get().folder(), java17(home.get().by())));
    }

    private Optional<Named> home() {
        if (property != null) {
            if (property.isBlank()) {
                throw new IllegalStateException("-Djpf.home=: no folder, expected that of jpf-core");
            }
            return Optional.of(new Named("-Djpf.home=" + property, absolute(property)));
        }
        String variable = environment.getOrDefault("JPF_HOME", "");
        if (!variable.isEmpty()) {
            return Optional.of(new Named("JPF_HOME=" + variable, absolute(variable)));
        }
        Path site = userHome.resolve(".jpf").resolve("site.properties");
        return Files.isRegularFile(site)
                ? Optional.ofNullable(read(site).getProperty("jpf-core"))
                        .map(value -> new Named(
                                "jpf-core = " + value + " in " + site,
                                absolute(value.replace("${user.home}", userHome.toString()))))
                : Optional.empty();
    }

    private Path absolute(String path) {
        return root.toAbsolutePath().resolve(path.strip()).normalize();
    }

    private static Properties read(Path site) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(site)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path java17(String by) {
        String variable = environment.getOrDefault("JAVA17_HOME", "");
        List<Path> candidates = variable.isEmpty() ? runningAndBeside() : List.of(absolute(variable));
        return candidates.stream()
                .filter(JpfRequest::is17)
                .map(JpfRequest::command)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(by + ": Java PathFinder runs on a JDK 17 only, and "
                        + (variable.isEmpty()
                                ? "there is none at or beside " + javaHome + "; JAVA17_HOME=<JDK 17> names one"
                                : "JAVA17_HOME=" + variable + " is none: looked for " + command(absolute(variable))
                                        + ", and for JAVA_VERSION=\"17 in the file 'release'")));
    }

    private List<Path> runningAndBeside() {
        List<Path> candidates = new ArrayList<>(List.of(javaHome));
        try (Stream<Path> beside = Files.list(javaHome.getParent())) {
            beside.sorted().forEach(candidates::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return candidates;
    }

    private static Path command(Path jdk) {
        return jdk.resolve("bin").resolve("java");
    }

    private static boolean is17(Path jdk) {
        try {
            return Files.isExecutable(command(jdk))
                    && Files.isRegularFile(jdk.resolve("release"))
                    && Files.readString(jdk.resolve("release")).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
