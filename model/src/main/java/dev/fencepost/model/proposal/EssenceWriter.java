package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.Address;
import dev.fencepost.model.memory.EventKind;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.verdict.Counterexample.Access;
import dev.fencepost.model.verdict.Counterexample.Essence;
import java.util.ArrayList;
import java.util.List;

/** Keeps of an execution the critical cycle, and the barriers between its accesses, as primitives of the kernel. */
final class EssenceWriter {
    private final Witness witness;
    private final Wording wording;

    EssenceWriter(Witness witness, Wording wording) {
        this.witness = witness;
        this.wording = wording;
    }

    Essence of(CriticalCycle cycle) {
        List<Access> one = pair(cycle.first(), cycle.second(), cycle);
        List<Access> other = pair(cycle.third(), cycle.fourth(), cycle);
        boolean inOrder = witness.steps().get(cycle.first()).thread() == 0;
        return new Essence(inOrder ? List.of(one, other) : List.of(other, one));
    }

    private List<Access> pair(int earlier, int later, CriticalCycle cycle) {
        List<Access> accesses = new ArrayList<>();
        accesses.add(access(earlier, cycle));
        for (int i = earlier + 1; i < later; i++) {
            Witness.Step step = witness.steps().get(i);
            if (step.kind() == EventKind.FENCE && step.barrier().kind() != FenceKind.COMPILER) {
                accesses.add(new Access(Access.Kind.BARRIER, "", 0, primitive(step), false));
            }
        }
        accesses.add(access(later, cycle));
        return accesses;
    }

    /** The smp_* primitive of that kind: the other families have no meaning to a model of one SMP system. */
    private static String primitive(Witness.Step fence) {
        return switch (fence.barrier().kind()) {
            case FULL -> "smp_mb";
            case STORE_STORE -> "smp_wmb";
            case LOAD_LOAD, LOAD_ANY -> "smp_rmb";
            default -> "barrier";
        };
    }

    private Access access(int at, CriticalCycle cycle) {
        Witness.Step step = witness.steps().get(at);
        long value = Address.isAddress(step.value()) ? 1 : step.value();
        boolean initial = step.isRead() && !cycle.contains(step.source());
        String annotation = switch (step.mode() == null ? Mode.ONCE : step.mode()) {
            case ACQUIRE -> "smp_load_acquire";
            case RELEASE -> "smp_store_release";
            default -> step.isWrite() ? "WRITE_ONCE" : "READ_ONCE";
        };
        return new Access(
                step.isWrite() ? Access.Kind.STORE : Access.Kind.LOAD,
                wording.location(step),
                value,
                annotation,
                initial);
    }
}
