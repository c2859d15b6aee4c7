package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Objects;

/**
 * A litmus test: a program and a question about its final states.
 *
 * @param file as it was named to the reader
 * @param hash that herd7 prints, hexadecimal
 * @param condition without its quantifier
 * @param filter what an execution must satisfy to count; the empty {@link Condition.All} where there is none
 * @param conditionText the condition with its quantifier, as herd7 prints it
 * @param observed the columns of the final states, in the order of herd7
 * @param addressNames for each location of the program how its address prints as a value
 * @param observesLock whether the condition or the list of locations asks for the final value of a lock, which has none
 */
public record LitmusTest(
        String file,
        String hash,
        Program program,
        Quantifier quantifier,
        Condition condition,
        Condition filter,
        String conditionText,
        List<Observed> observed,
        List<String> addressNames,
        boolean observesLock) {
    /** Copies the lists. */
    public LitmusTest {
        Objects.requireNonNull(program, "program");
        observed = List.copyOf(observed);
        addressNames = List.copyOf(addressNames);
    }

    /** The name of the test. */
    public String name() {
        return program.name();
    }

    /** The same test with another program, for example one that is lowered to an architecture. */
    public LitmusTest withProgram(Program other) {
        return new LitmusTest(
                file, hash, other, quantifier, condition, filter, conditionText, observed, addressNames, observesLock);
    }
}
