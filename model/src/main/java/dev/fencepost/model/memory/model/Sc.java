package dev.fencepost.model.memory.model;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Relation;

/** Sequential consistency: {@code acyclic po | rf | co | fr} (Lamport 1979), with atomic read-modify-writes. */
public final class Sc extends OrderedModel {
    @Override
    public String name() {
        return "sc";
    }

    @Override
    Relation localOrder(Execution x) {
        return x.work.between(x.accesses, x.po, x.accesses);
    }
}
