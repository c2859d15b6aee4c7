package dev.fencepost.model.msix.table;

import java.util.Objects;

/**
 * What a function was built as.
 *
 * @param vectors entries of its table, 1 to 2048
 * @param badRead what a read gives that software may not make
 */
public record Setup(int vectors, BadRead badRead) {
    /** The largest table that Message Control can announce. */
    public static final int MOST_VECTORS = 2048;

    /** Checks the range. */
    public Setup {
        Objects.requireNonNull(badRead, "badRead");
        if (vectors < 1 || vectors > MOST_VECTORS) {
            throw new IllegalArgumentException("a table of " + vectors + " vectors, expected 1 to " + MOST_VECTORS);
        }
    }
}
