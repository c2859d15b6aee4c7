package dev.fencepost.model.proposal.explain;

import dev.fencepost.model.memory.execution.DataRace;
import dev.fencepost.model.memory.execution.EventKind;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.search.CriticalCycle;
import dev.fencepost.model.proposal.search.Explored;
import dev.fencepost.model.proposal.search.Violation;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Counterexample.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns an execution that breaks a claim into a counterexample that a person can read. */
public final class Explanation {
    private final Variant variant;
    private final BarrierPlan plan;
    private final Platform platform;
    private final MissingOrders missing;

    public Explanation(Variant variant, BarrierPlan plan, Platform platform, Explored explored) {
        this.variant = variant;
        this.plan = plan;
        this.platform = platform;
        this.missing = new MissingOrders(variant, plan, platform, explored);
    }

    public Counterexample of(Violation violation) {
        List<BarrierSite> blamed = missing.sites(violation);
        SitesByThread sites = sites(violation.scenario());
        Optional<CriticalCycle> cycle =
                violation.race().isPresent() ? Optional.empty() : cycle(violation, blamed, sites);
        Wording wording = new Wording(variant.protocol(), violation.scenario().program());
        return new Counterexample(
                violation.claim().clause(),
                violation.claim().finding(),
                violation.scenario().name(),
                violation.scenario().bound(),
                violation.scenario().program().threads().stream()
                        .map(Program.Thread::name)
                        .toList(),
                cycle.map(found -> timeline(violation, found, blamed, sites, wording))
                        .orElseGet(() -> violation
                                .race()
                                .map(race -> racing(violation.witness(), race, wording))
                                .orElseGet(() -> everything(violation.witness(), wording))),
                blamed.stream().map(missing::describe).toList(),
                cycle.map(found -> new EssenceWriter(violation.witness(), wording).of(found)));
    }

    private SitesByThread sites(Scenario scenario) {
        return variant.scenarios(BarrierPlan.mandatory(), platform, scenario.bound()).stream()
                .filter(candidate -> candidate.name().equals(scenario.name()))
                .findFirst()
                .map(SitesByThread::new)
                .orElseThrow();
    }

    /** The cycle whose first pair lacks a site's ordering: of the right kinds, around the pivot of that site. */
    private Optional<CriticalCycle> cycle(Violation violation, List<BarrierSite> blamed, SitesByThread sites) {
        Witness witness = violation.witness();
        Comparator<CriticalCycle> simplest = Comparator.comparingInt(
                        (CriticalCycle cycle) -> fits(violation, cycle, blamed, sites) ? 0 : 1)
                .thenComparingInt(cycle -> cycle.tells(witness) ? 0 : 1)
                .thenComparingInt(CriticalCycle::span)
                .thenComparingInt(cycle -> cycle.first().entry());
        return CriticalCycle.of(witness).stream().min(simplest);
    }

    private boolean fits(Violation violation, CriticalCycle cycle, List<BarrierSite> blamed, SitesByThread sites) {
        return blamed.stream().anyMatch(site -> fits(violation, cycle.first(), site, sites));
    }

    private boolean fits(Violation violation, CriticalCycle.Visit visit, BarrierSite site, SitesByThread sites) {
        Wording wording = new Wording(variant.protocol(), violation.scenario().program());
        Witness.Step first = violation.witness().steps().get(visit.entry());
        Witness.Step second = violation.witness().steps().get(visit.exit());
        return sites.passes(first.thread(), site)
                && site.shape().earlierStores() == first.isWrite()
                && site.shape().laterStores() == second.isWrite()
                && (site.pivot().isEmpty()
                        || wording.location(first).equals(site.pivot())
                        || wording.location(second).equals(site.pivot()));
    }

    /** The cycle in an order in which its accesses take effect: the later access of the unordered pair goes first. */
    private List<Step> timeline(
            Violation violation, CriticalCycle cycle, List<BarrierSite> blamed, SitesByThread sites, Wording wording) {
        Witness witness = violation.witness();
        List<Step> timeline = new ArrayList<>();
        timeline.add(step(witness, cycle.first().exit(), 2, wording));
        for (CriticalCycle.Visit visit : cycle.others()) {
            timeline.add(step(witness, visit.entry(), 1, wording));
            if (visit.entry() != visit.exit()) {
                int thread = witness.steps().get(visit.entry()).thread();
                between(violation, visit, wording, timeline);
                // A site that the first thread lacks is missing here too where this thread should have the same order.
                blamed.stream()
                        .filter(site -> sites.passes(thread, site))
                        .filter(site ->
                                fits(violation, visit, site, sites) || !fits(violation, cycle.first(), site, sites))
                        .forEach(site -> timeline.add(new Step(thread, 0, wording.missing(site, plan))));
                timeline.add(step(witness, visit.exit(), 2, wording));
            }
        }
        timeline.add(step(witness, cycle.first().entry(), 1, wording));
        return timeline;
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
                .orders(
                        witness.steps().get(visit.entry()).isWrite(),
                        witness.steps().get(visit.exit()).isWrite());
    }

    private static Step step(Witness witness, int at, int position, Wording wording) {
        Witness.Step step = witness.steps().get(at);
        return new Step(step.thread(), position, wording.access(step));
    }

    /** The two accesses that race. */
    private static List<Step> racing(Witness witness, DataRace race, Wording wording) {
        List<Step> timeline = new ArrayList<>();
        for (DataRace.Side side : List.of(race.first(), race.second())) {
            CriticalCycle.accesses(witness).stream()
                    .filter(at -> isSide(witness.steps().get(at), race.location(), side))
                    .findFirst()
                    .ifPresent(at -> timeline.add(step(witness, at, 1, wording)));
        }
        return timeline;
    }

    private static boolean isSide(Witness.Step step, int location, DataRace.Side side) {
        return step.location() == location
                && step.thread() == side.thread()
                && step.isWrite() == side.store()
                && (step.mode() == Mode.PLAIN) == side.plain();
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
