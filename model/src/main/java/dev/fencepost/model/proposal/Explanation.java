package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.EventKind;
import dev.fencepost.model.memory.Witness;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.PlanCheck.Violation;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Counterexample.Step;
import dev.fencepost.model.vring.RingFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns an execution that breaks a claim into a counterexample that a person can read. */
final class Explanation {
    private final BarrierPlan plan;
    private final MissingOrders missing;

    Explanation(RingFeatures features, BarrierPlan plan, Platform platform, Duration limit) {
        this.plan = plan;
        this.missing = new MissingOrders(features, plan, platform, limit);
    }

    Counterexample of(Violation violation) {
        List<BarrierSite> blamed = missing.sites(violation.scenario());
        Optional<CriticalCycle> cycle = cycle(violation, blamed);
        Wording wording = new Wording(violation.scenario().program());
        return new Counterexample(
                violation.claim().clause(),
                violation.claim().finding(),
                violation.scenario().name(),
                violation.scenario().buffers(),
                List.of(Side.DRIVER.label(), Side.DEVICE.label()),
                cycle.map(found -> timeline(violation.witness(), found, blamed, wording))
                        .orElseGet(() -> everything(violation.witness(), wording)),
                blamed.stream().map(missing::describe).toList(),
                cycle.map(found -> new EssenceWriter(violation.witness(), wording).of(found)));
    }

    /** The cycle whose first pair lacks a site's ordering: of the right kinds, around the index of that site. */
    private static Optional<CriticalCycle> cycle(Violation violation, List<BarrierSite> blamed) {
        Witness witness = violation.witness();
        Wording wording = new Wording(violation.scenario().program());
        Comparator<CriticalCycle> simplest = Comparator.comparingInt(
                        (CriticalCycle cycle) -> fits(witness, wording, cycle, blamed) ? 0 : 1)
                .thenComparingInt(cycle -> cycle.tells(witness) ? 0 : 1)
                .thenComparingInt(CriticalCycle::span)
                .thenComparingInt(CriticalCycle::first);
        return CriticalCycle.of(witness).stream().min(simplest);
    }

    private static boolean fits(Witness witness, Wording wording, CriticalCycle cycle, List<BarrierSite> blamed) {
        Witness.Step first = witness.steps().get(cycle.first());
        Witness.Step second = witness.steps().get(cycle.second());
        return blamed.stream()
                .anyMatch(site -> site.side().ordinal() == first.thread()
                        && site.shape().earlierStores() == first.isWrite()
                        && site.shape().laterStores() == second.isWrite()
                        && (wording.location(first).equals(site.index())
                                || wording.location(second).equals(site.index())));
    }

    /** The cycle in an order in which its accesses take effect: the later access of the unordered pair goes first. */
    private List<Step> timeline(Witness witness, CriticalCycle cycle, List<BarrierSite> blamed, Wording wording) {
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
                .filter(site -> site.side().ordinal() == other)
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
