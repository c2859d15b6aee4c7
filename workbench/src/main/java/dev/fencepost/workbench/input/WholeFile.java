package dev.fencepost.workbench.input;

import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there whole or not at all, also when the run is interrupted. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a text file as UTF-8, replacing an older one, and the folders above it if they are missing.
     *
     * @throws BadInput if it cannot be written there; an older file is then still whole
     */
    public static void write(Path file, String text) {
        Path partial = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        partial.toFile().deleteOnExit();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(partial, text);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            partial.toFile().delete();
            throw new BadInput("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
