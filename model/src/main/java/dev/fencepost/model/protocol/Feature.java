package dev.fencepost.model.protocol;

import java.util.Objects;

/**
 * Something that the parties of a protocol may have agreed on, and that changes their shared accesses.
 *
 * @param name in proposals, such as {@code EVENT_IDX}: upper-case letters, digits and underscores
 * @param with what it is like with the feature, in a few words
 * @param without what it is like without; empty where that goes without saying
 */
public record Feature(String name, String with, String without) {
    /** Checks that nothing is missing. */
    public Feature {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(with, "with");
        Objects.requireNonNull(without, "without");
    }
}
