package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Observable;
import java.util.List;

/**
 * One column of the final states: a register, a location, or an array.
 *
 * @param label as herd7 prints it before the equals sign
 * @param parts one, or the elements of an array
 * @param array whether the values are printed in braces
 * @param type of the location, empty where it has none; narrow and unsigned ones print accordingly
 */
public record Observed(String label, List<Observable> parts, boolean array, String type) {
    /** Copies the list. */
    public Observed {
        parts = List.copyOf(parts);
    }
}
