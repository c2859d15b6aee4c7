package dev.fencepost.model.cost;

import java.util.Objects;

/**
 * A number that a model goes by.
 *
 * @param name what it is
 * @param value how much
 * @param unit of what; empty for a plain number
 * @param origin where it comes from
 * @param source who says so
 */
public record Quantity(String name, double value, String unit, Origin origin, String source) {
    /** Checks that nothing is missing. */
    public Quantity {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(source, "source");
    }
}
