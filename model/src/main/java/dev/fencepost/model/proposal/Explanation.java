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
                .thenComparingInt(cycle -> cycle.first().entry());
        return CriticalCycle.of(witness).stream().min(simplest);
    }

    private boolean fits(Violation violation, CriticalCycle cycle, List<BarrierSite> blamed) {
        return blamed.stream().anyMatch(site -> fits(violation, cycle.first(), site));
    }

    private boolean fits(Violation violation, CriticalCycle.Visit visit, BarrierSite site) {
        Wording wording = new Wording(variant.protocol(), violation.scenario().program());
        Witness.Step first = violation.witness().steps().get(visit.entry());
        Witness.Step second = violation.witness().steps().get(visit.exit());
        return site.role().equals(violation.scenario().roles().get(first.thread()))
                && site.shape().earlierStores() == first.isWrite()
                && site.shape().laterStores() == second.isWrite()
                && (site.pivot().isEmpty()
                        || wording.location(first).equals(site.pivot())
                        || wording.location(second).equals(site.pivot()));
    }

    /** The cycle in an order in which its accesses take effect: the later access of the unordered pair goes first. */
    private List<Step> timeline(Violation violation, CriticalCycle cycle, List<BarrierSite> blamed, Wording wording) {
        Witness witness = violation.witness();
        List<Step> timeline = new ArrayList<>();
        timeline.add(step(witness, cycle.first().exit(), 2, wording));
        for (CriticalCycle.Visit visit : cycle.others()) {
            timeline.add(step(witness, visit.entry(), 1, wording));
            if (visit.entry() != visit.exit()) {
                between(violation, visit, wording, timeline);
                // Where several threads play one role, the thread that lacks the order is the one that comes first.
                blamed.stream()
                        .filter(site -> site.role().equals(role(violation, visit)))
                        .filter(site -> !fits(violation, cycle.first(), site))
                        .forEach(site -> timeline.add(
                                new Step(witness.steps().get(visit.entry()).thread(), 0, wording.missing(site, plan))));
                timeline.add(step(witness, visit.exit(), 2, wording));
            }
        }
        timeline.add(step(witness, cycle.first().entry(), 1, wording));
        return timeline;
    }

    private static Role role(Violation violation, CriticalCycle.Visit visit) {
        return violation
                .scenario()
                .roles()
                .get(violation.witness().steps().get(visit.entry()).thread());
    }

    /** The barriers that keep two accesses in order. */
    private void between(Violation violation, CriticalCycle.Visit visit, Wording wording, List<Step> timeline) {
        Witness witness = violation.witness();
        for (int i = visit.entry() + 1; i < visit.exit(); i++) {
            Witness.Step between = witness.steps().get(i);
            if (between.kind() == EventKind.FENCE && !between.site().isEmpty() && orders(witness, between, visit)) {
                timeline.add(new Step(between.thread(), 0, wording.barrier(between, plan)));
            }
        }
    }

    private static boolean orders(Witness witness, Witness.Step fence, CriticalCycle.Visit visit) {
        return fence.barrier()
                        .kind()
                        .ordersEarlier(witness.steps().get(visit.entry()).isWrite())
                && fence.barrier()
                        .kind()
                        .ordersLater(witness.steps().get(visit.exit()).isWrite());
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
