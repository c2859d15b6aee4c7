package dev.fencepost.model.memory.execution;

/** A requirement of a memory model, by the name that its cat file gives it: {@code coherence}, {@code propagation}. */
public record Axiom(String name) {
    /**
     * Writes to one location are in one order that all agents agree on, program order included, and none comes between
     * the halves of a read-modify-write.
     */
    public static final Axiom COHERENCE = new Axiom("coherence");
}
