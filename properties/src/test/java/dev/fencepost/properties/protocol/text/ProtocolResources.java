package dev.fencepost.properties.protocol.text;

import dev.fencepost.model.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Protocol files that tests bring along. */
public final class ProtocolResources {
    private ProtocolResources() {}

    /** The protocol of a file that stands beside {@code user}. */
    public static Protocol read(Class<?> user, String file) {
        try (InputStream in = user.getResourceAsStream(file)) {
            return Texts.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
