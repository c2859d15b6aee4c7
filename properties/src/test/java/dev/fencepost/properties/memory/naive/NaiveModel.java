package dev.fencepost.properties.memory.naive;

import java.util.Set;

/** A memory model as its cat file has it, applied to complete candidates only. */
public abstract class NaiveModel {
    private final String omitted;

    /** The model without the axiom or relation of this name, for a mutant; empty for the model itself. */
    NaiveModel(String omitted) {
        this.omitted = omitted;
    }

    /** Whether the model allows the candidate. */
    public abstract boolean allows(Candidate candidate);

    /** The flags that an allowed candidate raises. */
    public Set<String> flags(Candidate candidate) {
        return Set.of();
    }

    /** Whether this is the mutant without {@code part}. */
    final boolean omits(String part) {
        return omitted.equals(part);
    }

    final boolean axiom(String name, boolean holds) {
        return holds || omitted.equals(name);
    }

    final Pairs part(String name, Pairs pairs) {
        return omitted.equals(name) ? pairs.minus(pairs) : pairs;
    }

    /** {@code acyclic po-loc | rf | co | fr}. */
    final boolean coherent(Candidate c) {
        return axiom("coherence", c.coherent());
    }

    /** {@code empty rmw & (fre ; coe)}. */
    final boolean atomic(Candidate c) {
        return axiom(
                "atomicity",
                c.skeleton.rmw.and(c.external(c.fr).seq(c.external(c.co))).isEmpty());
    }
}
