package dev.fencepost.model.protocol;

import java.util.Objects;

/**
 * What a protocol's bound counts.
 *
 * @param one such as {@code buffer}
 * @param many such as {@code buffers}: also the key of the bound in proposals
 */
public record Unit(String one, String many) {
    /** Checks that nothing is missing. */
    public Unit {
        Objects.requireNonNull(one, "one");
        Objects.requireNonNull(many, "many");
    }

    /** That many of them, in words. */
    public String of(int count) {
        return count + " " + (count == 1 ? one : many);
    }

    /** One of them and more, up to that many, in words. */
    public String upTo(int count) {
        return (count == 1 ? "" : "up to ") + of(count);
    }
}
