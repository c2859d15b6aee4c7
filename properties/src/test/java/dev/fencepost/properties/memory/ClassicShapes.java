package dev.fencepost.properties.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of {@code classic-shapes.txt}. */
final class ClassicShapes {
    private ClassicShapes() {}

    static List<Shape> all() {
        try (InputStream in = ClassicShapes.class.getResourceAsStream("classic-shapes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Shape::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
