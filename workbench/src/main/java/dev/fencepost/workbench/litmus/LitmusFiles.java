package dev.fencepost.workbench.litmus;

import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the tests that a command line names. */
final class LitmusFiles {
    private LitmusFiles() {}

    /** Files as they are named, and in place of each folder all {@code .litmus} files below it, sorted. */
    static List<Path> in(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> found = below(path);
            if (found.isEmpty()) {
                throw new BadInput("no files that end in .litmus in " + path);
            }
            files.addAll(found);
        }
        return files;
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".litmus") && !Files.isDirectory(path))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }
}
