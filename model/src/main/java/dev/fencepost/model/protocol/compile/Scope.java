package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import java.util.HashMap;
import java.util.Map;

/** The names that a statement sees: those of its block, then those around it, then those of the file. */
final class Scope {
    private final Scope outer;
    private final Map<String, Variable> names = new HashMap<>();

    Scope(Scope outer) {
        this.outer = outer;
    }

    /**
     * Declares a private variable; answers what {@link Path} knows it by. Ways that have parted run the same
     * declaration of the same block: it is the same variable.
     */
    String declare(String name, CType type, int at, Registers registers) {
        Variable known = names.get(name);
        if (known == null || known.at != at) {
            known = new Variable(registers.fresh(name), type, at);
            names.put(name, known);
        }
        return known.key;
    }

    /** Declares a variable of the file, which is known by its name. */
    void declare(String name, CType type) {
        names.put(name, new Variable(name, type, 0));
    }

    /** The private variable of that name, or null. */
    Variable find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Variable found = scope.names.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A private variable. */
    record Variable(String key, CType type, int at) {}
}
