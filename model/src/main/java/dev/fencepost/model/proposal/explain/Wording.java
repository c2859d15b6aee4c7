package dev.fencepost.model.proposal.explain;

import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.proposal.search.Violation;
import dev.fencepost.model.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;

/** How the steps of an execution are put into words. */
public final class Wording {
    /** Of the column that says whose step it is. */
    private static final int LEAST_WIDTH = 10;

    private final Protocol protocol;
    private final Program program;

    public Wording(Protocol protocol, Program program) {
        this.protocol = protocol;
        this.program = program;
    }

    /** The location that an access is to, as its protocol names it. */
    String location(Witness.Step step) {
        return program.locations().get(step.location()).name();
    }

    String access(Witness.Step step) {
        String atomic = step.partner() < 0 ? step.mode() == Mode.PLAIN ? " (plain)" : "" : " (atomic)";
        return (step.isWrite() ? "store " : "load  ") + location(step) + " = " + value(step) + atomic;
    }

    String value(Witness.Step step) {
        long value = step.value();
        if (Address.isAddress(value)) {
            return "&" + program.locations().get(Address.index(value)).name();
        }
        return protocol.value(location(step), value);
    }

    String barrier(Witness.Step fence, BarrierPlan plan) {
        String primitive = protocol.site(fence.site())
                .map(site -> plan.at(site).spelling())
                .orElse(fence.barrier().name());
        return fence.site() + ": " + primitive;
    }

    String missing(BarrierSite site, BarrierPlan plan) {
        return site.name() + ": " + plan.at(site).spelling() + " (not enough)";
    }

    /**
     * Every step of a violating execution, each side in program order, with the source of every value that is loaded.
     */
    public List<String> whole(Violation violation, BarrierPlan plan) {
        List<Witness.Step> steps = violation.witness().steps();
        List<String> names = new ArrayList<>();
        int[] count = new int[program.threads().size()];
        for (Witness.Step step : steps) {
            int thread = step.thread();
            names.add(thread < 0 ? "the start" : program.threads().get(thread).name() + " " + ++count[thread]);
        }
        int width = names.stream().mapToInt(String::length).reduce(LEAST_WIDTH, Math::max);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Witness.Step step = steps.get(i);
            if (step.thread() >= 0) {
                lines.add(String.format("%-" + width + "s  %s", names.get(i), line(step, names, plan)));
            }
        }
        lines.add(violation.claim().clause() + ": " + violation.claim().finding());
        return lines;
    }

    private String line(Witness.Step step, List<String> names, BarrierPlan plan) {
        if (step.barrier() != null) {
            return "-- " + (step.site().isEmpty() ? step.barrier().name() : barrier(step, plan));
        }
        return access(step) + (step.isRead() ? "   from " + names.get(step.source()) : "");
    }
}
