package dev.fencepost.model.memory.execution;

import java.util.Map;

/**
 * No requirement beyond coherence and atomicity: weaker than any machine. What a program does here and not under a real
 * model is what that model forbids, and {@link Why} says why.
 */
public final class CoherenceOnly implements MemoryModel {
    @Override
    public String name() {
        return "coherence-only";
    }

    @Override
    public Axiom violated(Execution execution) {
        return null;
    }

    @Override
    public Map<Axiom, Relation> acyclic(Execution execution) {
        return Map.of();
    }
}
