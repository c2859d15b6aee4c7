package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.SourceException;

/** Reading what was read before: an error now is a fault of the tool, or of a bound that nobody had tried. */
final class Unchecked {
    /** Something that reads. */
    interface Reading<T> {
        T read() throws SourceException;
    }

    private Unchecked() {}

    static <T> T of(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SourceException e) {
            throw new IllegalStateException(e.report(), e);
        }
    }
}
