package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.KernelReach;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.OrderedModel;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.program.Topology;
import java.util.function.Function;

/** A memory model, and what extends it beyond one coherent machine. */
record Base(MemoryModel alone, Function<Topology, MemoryModel> extension) {
    static Base ordered(OrderedModel model) {
        return new Base(model, topology -> new ReachModel(model, topology));
    }

    static Base kernel() {
        return new Base(new Lkmm(), KernelReach::new);
    }

    MemoryModel across(Topology topology) {
        return extension.apply(topology);
    }

    @Override
    public String toString() {
        return alone.name();
    }
}
