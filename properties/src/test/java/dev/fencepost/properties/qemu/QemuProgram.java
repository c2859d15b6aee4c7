package dev.fencepost.properties.qemu;

import dev.fencepost.properties.waiting.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * QEMU's program on this machine: the one that the system property {@code qemu} names, else {@code qemu-system-x86_64}
 * on the path. One that is named is there and runs, or nothing goes on; it is left out only where nobody asks.
 */
public final class QemuProgram {
    static final String HOW = "Left out: the tests against QEMU. To add them: apt-get install qemu-system-x86,"
            + " or -Dqemu=<qemu-system-x86_64>";
    private static final String NAME = "qemu-system-x86_64";
    private static final Patience VERSION_PATIENCE = Patience.seconds(20);

    private static final Pattern VERSION = Pattern.compile("QEMU emulator version (\\d+\\.\\d+)");

    private static Optional<Path> found;

    private QemuProgram() {}

    /**
     * The one of this machine; without one, the first caller prints in a line how to add it.
     *
     * @throws IllegalStateException if the system property names none
     */
    public static synchronized Optional<Path> find() {
        if (found == null) {
            Path root = Path.of(System.getProperty("fencepost.root", ""));
            found = find(System.getProperty("qemu"), System.getenv().getOrDefault("PATH", ""), root);
            if (found.isEmpty()) {
                System.out.println(HOW);
            }
        }
        return found;
    }

    /**
     * The one that an argument names, else the one of this machine, where nothing can be done without.
     *
     * @param argument null for none
     * @throws IllegalStateException if there is none
     */
    public static Path asked(String argument) {
        Path root = Path.of("");
        return find(argument, System.getenv().getOrDefault("PATH", ""), root)
                .orElseThrow(() -> new IllegalStateException("no " + NAME + " on the path. " + HOW));
    }

    /** Whether nobody asks for one, and there is none. */
    static boolean isLeftOut() {
        try {
            return find().isEmpty();
        } catch (IllegalStateException missing) {
            return false;
        }
    }

    /** The same for a test {@link WithQemu}, which is skipped where there is none. */
    public static Path get() {
        return find().orElseThrow();
    }

    /**
     * The same for any property, null if it is not set, and any path.
     *
     * @param root relative properties start there: where Maven was started
     * @throws IllegalStateException if the property names no QEMU
     */
    static Optional<Path> find(String property, String path, Path root) {
        if (property != null) {
            return Optional.of(named(property, root.toAbsolutePath().resolve(property.strip())));
        }
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME))
                .filter(QemuProgram::isProgram)
                .findFirst();
    }

    private static Path named(String property, Path program) {
        if (!isProgram(program)) {
            throw new IllegalStateException(
                    "-Dqemu=" + property + ": no program, looked for " + program + ", expected a " + NAME);
        }
        try {
            version(program);
            return program;
        } catch (QemuException | UncheckedIOException | AssertionError broken) {
            throw new IllegalStateException(
                    "-Dqemu=" + property + ": no QEMU, " + program + " --version: " + broken.getMessage(), broken);
        }
    }

    /** Its version as far as the second dot: 7.2. */
    public static String version(Path program) {
        try {
            Path said = Files.createTempFile("fencepost-qemu-", ".txt");
            try {
                Process process = new ProcessBuilder(program.toString(), "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                VERSION_PATIENCE.untilEnded("QEMU's version", process);
                Matcher version = VERSION.matcher(Files.readString(said));
                if (!version.find()) {
                    throw new QemuException(
                            "no version in '" + Files.readString(said).strip() + "'");
                }
                return version.group(1);
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
