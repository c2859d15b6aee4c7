package dev.fencepost.workbench.input;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.text.ProtocolReader;
import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Protocols that users bring, as files. */
public final class ProtocolFiles {
    private ProtocolFiles() {}

    /** Whether a name is that of a protocol file, and not of a protocol that Fencepost has. */
    public static boolean isProtocol(String name) {
        return name.endsWith(".c");
    }

    /**
     * The protocol that a file describes.
     *
     * @throws BadInput if it cannot be read, naming file, line and column
     */
    public static Protocol read(Path file) {
        try {
            return ProtocolReader.read(new Source(file.toString(), Files.readString(file)));
        } catch (SourceException e) {
            throw new BadInput(e.report(), e);
        } catch (NoSuchFileException e) {
            throw new BadInput(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadInput(file + ": not UTF-8", e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
