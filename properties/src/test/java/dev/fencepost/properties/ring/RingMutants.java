package dev.fencepost.properties.ring;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.mutants.Mutant;
import dev.fencepost.properties.ring.takeover.RingContextCheck;
import java.util.List;

/** Ends of queues with a mechanism less. */
public final class RingMutants {
    /** Contexts that are mixed up, cut, or left behind by who takes over. */
    private static final List<Mutant> CONTEXTS = List.of(
            context("one for all", "split.DriverChains", "contexts[head] = context;", "contexts[0] = context;"),
            context(
                    "32 bits of one",
                    "split.DriverChains",
                    "contexts[head] = context;",
                    "contexts[head] = (int) context;"),
            context(
                    "that of the chain that will be written next",
                    "split.DriverChains",
                    "releasedContext = contexts[head];",
                    "releasedContext = contexts[firstFree];"),
            context("not saved", "split.DriverChains", "state.put(contexts);", "state.put(new long[size]);"),
            context("the last one not resumed", "split.DriverChains", "releasedContext = state.any();", "state.any();"),
            context("kept by a reset", "split.DriverChains", "        releasedContext = 0;\n", ""),
            context("kept by a reset", "packed.PackedBuffers", "        releasedContext = 0;\n", ""),
            context("by place", "packed.PackedBuffers", "contexts[id] = context;", "contexts[newest] = context;"),
            context(
                    "32 bits of one",
                    "packed.PackedBuffers",
                    "contexts[id] = context;",
                    "contexts[id] = (int) context;"),
            context(
                    "that of the oldest",
                    "packed.PackedBuffers",
                    "releasedContext = contexts[id];",
                    "releasedContext = contexts[order[oldest]];"),
            context("not saved", "packed.PackedBuffers", "state.put(contexts);", "state.put(new long[size]);"),
            context(
                    "the last one not resumed",
                    "packed.PackedBuffers",
                    "releasedContext = state.any();",
                    "state.any();"));

    private RingMutants() {}

    /** All of them. */
    public static List<Mutant> all() {
        return CONTEXTS;
    }

    private static Mutant context(String name, String type, String from, String to) {
        return new Mutant("context: " + name, "ring." + type, from, to, Clause.S4, RingContextCheck.class);
    }
}
