package dev.fencepost.model.proposal.explain;

import dev.fencepost.model.memory.execution.EventKind;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.proposal.search.CriticalCycle;
import dev.fencepost.model.verdict.Counterexample.Access;
import dev.fencepost.model.verdict.Counterexample.Essence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps of an execution the critical cycle, and the barriers between its accesses, as primitives of the kernel. */
final class EssenceWriter {
    private final Witness witness;
    private final Wording wording;

    EssenceWriter(Witness witness, Wording wording) {
        this.witness = witness;
        this.wording = wording;
    }

    Essence of(CriticalCycle cycle) {
        List<CriticalCycle.Visit> visits = new ArrayList<>(cycle.visits());
        visits.sort(Comparator.comparingInt(visit -> step(visit.entry()).thread()));
        return new Essence(visits.stream().map(visit -> accesses(visit, cycle)).toList(), finals(cycle));
    }

    private Witness.Step step(int at) {
        return witness.steps().get(at);
    }

    /**
     * Of a location that is written more than once, what the last write leaves: else nobody could tell which it was.
     */
    private Map<String, Long> finals(CriticalCycle cycle) {
        Map<String, List<Witness.Step>> writes = new TreeMap<>();
        for (int at : CriticalCycle.accesses(witness)) {
            int partner = step(at).partner();
            if (step(at).isWrite() && (cycle.contains(at) || partner >= 0 && cycle.contains(partner))) {
                writes.computeIfAbsent(wording.location(step(at)), any -> new ArrayList<>())
                        .add(step(at));
            }
        }
        Map<String, Long> finals = new TreeMap<>();
        writes.forEach((location, all) -> {
            if (all.size() > 1) {
                all.sort(Comparator.comparingInt(Witness.Step::rank));
                finals.put(location, value(all.get(all.size() - 1)));
            }
        });
        return finals;
    }

    private List<Access> accesses(CriticalCycle.Visit visit, CriticalCycle cycle) {
        List<Access> accesses = new ArrayList<>();
        accesses.add(access(visit.entry(), cycle));
        if (visit.exit() == visit.entry() || step(visit.entry()).partner() == visit.exit()) {
            return accesses;
        }
        for (int i = visit.entry() + 1; i < visit.exit(); i++) {
            barrier(i, visit).ifPresent(accesses::add);
        }
        accesses.add(access(visit.exit(), cycle));
        return accesses;
    }

    /** A fence, or a read-modify-write that is one. */
    private Optional<Access> barrier(int at, CriticalCycle.Visit visit) {
        Witness.Step step = step(at);
        if (step.kind() == EventKind.FENCE && step.barrier().kind() != FenceKind.COMPILER) {
            return Optional.of(barrier(primitive(step)));
        }
        boolean full = step.mode() == Mode.MB && step.isWrite() && step.partner() >= 0;
        return full && step.partner() != visit.entry() && step.partner() != visit.exit()
                ? Optional.of(barrier("smp_mb"))
                : Optional.empty();
    }

    private static Access barrier(String primitive) {
        return new Access(Access.Kind.BARRIER, "", 0, primitive, false, Optional.empty());
    }

    /** The smp_* primitive of that kind, or the nearest weaker one: other families mean nothing to one SMP system. */
    private static String primitive(Witness.Step fence) {
        return switch (fence.barrier().kind()) {
            case FULL -> "smp_mb";
            case STORE_STORE, STORE_ANY, ANY_STORE, ACQUIRE_RELEASE -> "smp_wmb";
            case LOAD_LOAD, LOAD_ANY -> "smp_rmb";
            default -> "barrier";
        };
    }

    private Access access(int at, CriticalCycle cycle) {
        Witness.Step step = step(at);
        if (step.partner() >= 0) {
            return exchange(at, cycle);
        }
        String annotation = switch (step.mode() == null ? Mode.ONCE : step.mode()) {
            case ACQUIRE -> "smp_load_acquire";
            case RELEASE -> "smp_store_release";
            case PLAIN -> "";
            default -> step.isWrite() ? "WRITE_ONCE" : "READ_ONCE";
        };
        return new Access(
                step.isWrite() ? Access.Kind.STORE : Access.Kind.LOAD,
                wording.location(step),
                value(step),
                annotation,
                isInitial(step, cycle),
                Optional.empty());
    }

    /** What it reads matters if that half is part of the cycle. */
    private Access exchange(int at, CriticalCycle cycle) {
        int other = step(at).partner();
        int reads = step(at).isWrite() ? other : at;
        int writes = step(at).isWrite() ? at : other;
        String name = switch (step(at).mode()) {
            case ACQUIRE -> "xchg_acquire";
            case RELEASE -> "xchg_release";
            case ONCE, NORETURN -> "xchg_relaxed";
            default -> "xchg";
        };
        boolean matters = cycle.contains(reads);
        return new Access(
                Access.Kind.EXCHANGE,
                wording.location(step(at)),
                value(step(writes)),
                name,
                matters && isInitial(step(reads), cycle),
                matters ? Optional.of(value(step(reads))) : Optional.empty());
    }

    private boolean isInitial(Witness.Step step, CriticalCycle cycle) {
        if (!step.isRead()) {
            return false;
        }
        int partner = step(step.source()).partner();
        return !cycle.contains(step.source()) && (partner < 0 || !cycle.contains(partner));
    }

    private static long value(Witness.Step step) {
        return Address.isAddress(step.value()) ? 1 : step.value();
    }
}
