package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import java.util.ArrayList;
import java.util.List;

/** What the explorations of one check did, from the moment that it was made. */
public final class Tally {
    private final long started = System.nanoTime();
    private final List<String> incomplete = new ArrayList<>();
    private final Unit unit;
    private boolean forbids;
    private long executions;
    private long nodes;

    /** With the protocol's word for what a bound counts. */
    public Tally(Unit unit) {
        this.unit = unit;
    }

    void add(Scenario scenario, Found found) {
        forbids |= !scenario.claims().isEmpty() || scenario.written().isPresent();
        found.explorations().forEach(exploration -> add(scenario, exploration));
        incomplete.addAll(found.unknown());
    }

    private void add(Scenario scenario, Exploration exploration) {
        executions += exploration.executions();
        nodes += exploration.nodes();
        if (exploration.end() == Exploration.End.TIMED_OUT) {
            incomplete.add(
                    "scenario " + scenario.name() + " with " + unit.of(scenario.bound()) + " hit the time limit");
        } else if (exploration.loopBoundReached()) {
            incomplete.add("scenario " + scenario.name() + " reached the bound of a loop");
        }
    }

    public long executions() {
        return executions;
    }

    public long nodes() {
        return nodes;
    }

    public double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Whether one of the scenarios forbids anything: else to break nothing says nothing. */
    public boolean forbids() {
        return forbids;
    }

    public boolean complete() {
        return incomplete.isEmpty();
    }

    /** A sentence for each limit that was hit. */
    public List<String> incomplete() {
        return List.copyOf(incomplete);
    }
}
