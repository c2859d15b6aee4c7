package dev.fencepost.properties.mutants;

import dev.fencepost.model.spec.Clause;

/**
 * A wrong implementation.
 *
 * @param name what it does
 * @param type the class that is changed, as {@code grant.GrantPins}
 * @param from what its source says, once
 * @param to what the mutant's says instead
 * @param clause what it breaks; the check's message has it in brackets
 * @param check a public class without parameters, of the tests
 */
public record Mutant(String name, String type, String from, String to, Clause clause, Class<? extends Runnable> check) {
    @Override
    public String toString() {
        return type + ": " + name;
    }
}
