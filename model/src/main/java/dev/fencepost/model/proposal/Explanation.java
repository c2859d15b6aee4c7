package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.EventKind;
import dev.fencepost.model.memory.Program;
import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.proposal.PlanCheck.Violation;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Counterexample.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns an execution that breaks a claim into a counterexample that a person can read. */
final class Explanation {
    private final Variant variant;
    private final BarrierPlan plan;
    private final MissingOrders missing;

    Explanation(Variant variant, BarrierPlan plan, Platform platform, Duration limit) {
        this.variant = variant;
        this.plan = plan;
        this.missing = new MissingOrders(variant, plan, platform, limit);
    }

    Counterexample of(Violation violation) {
        List<BarrierSite> blamed = missing.sites(violation.scenario());
        Optional<CriticalCycle> cycle = cycle(violation, blamed);
        Wording wording = new Wording(variant.protocol(), violation.scenario().program());
        return new Counterexample(
                violation.claim().clause(),
                violation.claim().finding(),
                violation.scenario().name(),
                violation.scenario().bound(),
                violation.scenario().program().threads().stream()
                        .map(Program.Thread::name)
                        .toList(),
                cycle.map(found -> timeline(violation, found, blamed, wording))
                        .orElseGet(() -> everything(violation.witness(), wording)),
                blamed.stream().map(missing::describe).toList(),
                cycle.map(found -> new EssenceWriter(violation.witness(), wording).of(found)));
    }

    /** The cycle whose first pair lacks a site's ordering: of the right kinds, around the pivot of that site. */
    private Optional<CriticalCycle> cycle(Violation violation, List<BarrierSite> blamed) {
        Witness witness = violation.witness();
        Comparator<CriticalCycle> simplest = Comparator.comparingInt(
                        (CriticalCycle cycle) -> fits(violation, cycle, blamed) ? 0 : 1)
                .thenComparingInt(cycle -> cycle.tells(witness) ? 0 : 1)
                .thenComparingInt(CriticalCycle::span)
                .thenComparingInt(CriticalCycle::first);
        return CriticalCycle.of(witness).stream().min(simplest);
    }

    private boolean fits(Violation violation, CriticalCycle cycle, List<BarrierSite> blamed) {
        Wording wording = new Wording(variant.protocol(), violation.scenario().program());
        Witness.Step first = violation.witness().steps().get(cycle.first());
        Witness.Step second = violation.witness().steps().get(cycle.second());
        Role role = violation.scenario().roles().get(first.thread());
        return blamed.stream()
                .anyMatch(site -> site.role().equals(role)
                        && site.shape().earlierStores() == first.isWrite()
                        && site.shape().laterStores() == second.isWrite()
                        && (site.pivot().isEmpty()
                                || wording.location(first).equals(site.pivot())
                                || wording.location(second).equals(site.pivot())));
    }

    /** The cycle in an order in which its accesses take effect: the later access of the unordered pair goes first. */
    private List<Step> timeline(Violation violation, CriticalCycle cycle, List<BarrierSite> blamed, Wording wording) {
        Witness witness = violation.witness();
        List<Step> timeline = new ArrayList<>();
        timeline.add(step(witness, cycle.second(), 2, wording));
        timeline.add(step(witness, cycle.third(), 1, wording));
        for (int i = cycle.third() + 1; i < cycle.fourth(); i++) {
            Witness.Step between = witness.steps().get(i);
            if (between.kind() == EventKind.FENCE && !between.site().isEmpty() && orders(witness, between, cycle)) {
                timeline.add(new Step(between.thread(), 0, wording.barrier(between, plan)));
            }
        }
        int other = witness.steps().get(cycle.third()).thread();
        blamed.stream()
                .filter(site -> site.role().equals(violation.scenario().roles().get(other)))
                .forEach(site -> timeline.add(new Step(other, 0, wording.missing(site, plan))));
        timeline.add(step(witness, cycle.fourth(), 2, wording));
        timeline.add(step(witness, cycle.first(), 1, wording));
        return timeline;
    }

    private static boolean orders(Witness witness, Witness.Step fence, CriticalCycle cycle) {
        return fence.barrier()
                        .kind()
                        .ordersEarlier(witness.steps().get(cycle.third()).isWrite())
                && fence.barrier()
                        .kind()
                        .ordersLater(witness.steps().get(cycle.fourth()).isWrite());
    }

    private static Step step(Witness witness, int at, int position, Wording wording) {
        Witness.Step step = witness.steps().get(at);
        return new Step(step.thread(), position, wording.access(step));
    }

    /** A sequentially consistent execution: every access, one side after the other. */
    private static List<Step> everything(Witness witness, Wording wording) {
        List<Step> timeline = new ArrayList<>();
        for (int at : CriticalCycle.accesses(witness)) {
            timeline.add(step(witness, at, timeline.size() + 1, wording));
        }
        return timeline;
    }
}
