package dev.fencepost.properties.qemu;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * QEMU's program on this machine: the one that the system property {@code qemu} names, else {@code qemu-system-x86_64}
 * on the path.
 */
public final class QemuProgram {
    static final String HOW = "Left out: the tests against QEMU. To add them: apt-get install qemu-system-x86,"
            + " or -Dqemu=<qemu-system-x86_64>";
    private static final String NAME = "qemu-system-x86_64";

    private static final Pattern VERSION = Pattern.compile("version (\\d+\\.\\d+)");

    private static Optional<Path> found;

    private QemuProgram() {}

    /** The one of this machine; without one, the first caller prints in a line how to add it. */
    public static synchronized Optional<Path> find() {
        if (found == null) {
            found = find(System.getProperty("qemu", ""), System.getenv().getOrDefault("PATH", ""));
            if (found.isEmpty()) {
                System.out.println(HOW);
            }
        }
        return found;
    }

    /**
     * The same for any property and path.
     *
     * @throws IllegalArgumentException if the property names no program
     */
    static Optional<Path> find(String property, String path) {
        if (!property.isEmpty()) {
            Path named = Path.of(property);
            if (!isProgram(named)) {
                throw new IllegalArgumentException("-Dqemu=" + property + ": no program, expected the path of " + NAME);
            }
            return Optional.of(named.toAbsolutePath());
        }
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .filter(QemuProgram::isProgram)
                .findFirst();
    }

    /** Its version as far as the second dot: 7.2. */
    static String version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                throw new QemuException("no version in '" + said.strip() + "'");
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
