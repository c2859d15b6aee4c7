package dev.fencepost.model.memory.program;

/** Where an agent sits. Two agents are as far apart as the smallest domain that holds both. */
public enum Place {
    /** A processor of the coherent SMP system. */
    CPU,
    /** A DMA master that snoops the caches of that system, without being one of its processors. */
    COHERENT_MASTER,
    /** A processor or device behind an interconnect that keeps nothing coherent. */
    REMOTE;

    /** The smallest domain that holds both. Two agents at the same place share the innermost one. */
    public Reach distance(Place other) {
        if (this == other) {
            return Reach.INNER;
        }
        return this == REMOTE || other == REMOTE ? Reach.SYSTEM : Reach.OUTER;
    }
}
