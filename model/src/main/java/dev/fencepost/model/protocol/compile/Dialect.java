package dev.fencepost.model.protocol.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words that a protocol file has beside C: {@code fencepost.h} makes a compiler pass over them. */
public final class Dialect {
    /** Whose code or variable it is. */
    public static final List<String> SIDES = List.of("driver", "device");

    /** Where shared memory lies. */
    static final List<String> MEMORY = List.of("shared", "non_coherent", "mmio", "write_combining", "ipi");

    private Dialect() {}

    public static Set<String> storage() {
        Set<String> words = new LinkedHashSet<>(SIDES);
        words.addAll(MEMORY);
        return words;
    }
}
