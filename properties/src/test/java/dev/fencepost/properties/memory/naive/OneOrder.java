package dev.fencepost.properties.memory.naive;

/** A memory model that has one order of everything, which {@link NaiveReach} can extend by where accesses are seen. */
public abstract class OneOrder extends NaiveModel {
    OneOrder(String omitted) {
        super(omitted);
    }

    /** The order within threads that needs no fence. */
    abstract Pairs local(Candidate candidate);
}
