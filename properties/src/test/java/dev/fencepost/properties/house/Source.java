package dev.fencepost.properties.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A text file of the project.
 *
 * @param path below the root of the project, with {@code /} between names
 * @param text its content
 */
record Source(String path, String text) {
    private static final Set<String> TEXT = Set.of(
            "java",
            "c",
            "h",
            "md",
            "xml",
            "yaml",
            "yml",
            "json",
            "sh",
            "config",
            "properties",
            "editorconfig",
            "gitignore",
            "gitattributes",
            "litmus");
    private static final Set<String> SCRIPTS = Set.of("fencepost", ".ci/run");
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".idea", ".vscode", ".settings");

    /** The last part of the name, after its last dot; empty without one. */
    String kind() {
        return path.substring(path.lastIndexOf('/') + 1).contains(".") ? path.substring(path.lastIndexOf('.') + 1) : "";
    }

    boolean isJava() {
        return kind().equals("java");
    }

    boolean isScript() {
        return kind().equals("sh") || SCRIPTS.contains(path);
    }

    /** The module that it stands in; empty for a file of the whole project. */
    String room() {
        return path.contains("/src/") ? path.substring(0, path.indexOf('/')) : "";
    }

    boolean isTest() {
        return path.contains("/src/test/");
    }

    /** Every text file of the project, in a fixed order. */
    static List<Source> ofProject() {
        Path root = root();
        List<Source> sources = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skipped = SKIPPED.contains(folder.getFileName().toString());
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (isText(path)) {
                        sources.add(new Source(path, Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sources.sort((a, b) -> a.path.compareTo(b.path));
        return sources;
    }

    private static boolean isText(String path) {
        return SCRIPTS.contains(path) || TEXT.contains(new Source(path, "").kind());
    }

    /**
     * Maven runs tests in the folder of their module, editors where they like: the root is the folder with the
     * launcher.
     */
    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("fencepost")) && Files.exists(folder.resolve("properties/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no folder with 'fencepost' above " + Path.of("").toAbsolutePath());
    }
}
