package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.Address;
import dev.fencepost.model.memory.Program;
import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;

/** How the steps of an execution of a ring are put into words. */
final class Wording {
    private final Program program;

    Wording(Program program) {
        this.program = program;
    }

    /** The location that an access is to, as VIRTIO names it. */
    String location(Witness.Step step) {
        return program.locations().get(step.location()).name();
    }

    String access(Witness.Step step) {
        return (step.isWrite() ? "store " : "load  ") + location(step) + " = " + value(step);
    }

    String value(Witness.Step step) {
        long value = step.value();
        if (Address.isAddress(value)) {
            return "&" + program.locations().get(Address.index(value)).name();
        }
        return location(step).startsWith("used.ring")
                ? "{id " + (value & 0xffff) + ", len " + (value >> 16) + "}"
                : Long.toString(value);
    }

    String barrier(Witness.Step fence, BarrierPlan plan) {
        String primitive = BarrierSite.of(fence.site())
                .map(site -> plan.at(site).spelling())
                .orElse(fence.barrier().name());
        return fence.site() + ": " + primitive;
    }

    String missing(BarrierSite site, BarrierPlan plan) {
        return site + ": " + plan.at(site).spelling() + " (not enough)";
    }
}
