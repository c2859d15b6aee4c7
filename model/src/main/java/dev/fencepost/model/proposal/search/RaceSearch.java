package dev.fencepost.model.proposal.search;

import dev.fencepost.model.memory.execution.DataRace;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Marking;
import dev.fencepost.model.protocol.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for plain accesses of one scenario that race. What a compiler makes of them is decided before any machine runs
 * them, so whatever the platform is they are judged as the source is written, by the model that says what a compiler
 * may do: the Linux kernel's.
 */
final class RaceSearch {
    private static final Condition NEVER = new Condition.Any(List.of());

    private final Duration limit;
    private final Lkmm kernel = new Lkmm();

    /** With a time limit for one exploration. */
    RaceSearch(Duration limit) {
        this.limit = limit;
    }

    /** Explores until some accesses race; nothing where there are no plain ones. */
    Found find(Scenario scenario) {
        List<Violation> found = new ArrayList<>();
        List<Exploration> done = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        scenario.written().ifPresent(program -> {
            try {
                done.add(new ExecutionExplorer(program, kernel)
                        .explore(
                                execution -> {
                                    Optional<DataRace> race = first(kernel.races(execution), program);
                                    race.ifPresent(each -> found.add(violation(
                                            scenario, Set.of(each.in(program)), Witness.of(execution), each)));
                                    return race.isEmpty();
                                },
                                limit));
            } catch (ProgramFault e) {
                unknown.add("whether plain accesses race is unknown: " + e.getMessage());
            }
        });
        return new Found(found.stream().findFirst(), done, unknown);
    }

    private static Optional<DataRace> first(Set<DataRace> races, Program program) {
        return races.stream().min(Comparator.comparing(race -> race.in(program)));
    }

    /** The same violation, with all that races in the scenario; with what is known if the time limit is hit. */
    Violation all(Violation found) {
        Program program = found.scenario().written().orElseThrow();
        Set<String> races = new TreeSet<>();
        races.add(found.race().orElseThrow().in(program));
        new ExecutionExplorer(program, kernel)
                .explore(
                        execution -> {
                            kernel.races(execution).forEach(race -> races.add(race.in(program)));
                            return true;
                        },
                        limit);
        return violation(found.scenario(), races, found.witness(), found.race().orElseThrow());
    }

    private static Violation violation(Scenario scenario, Set<String> races, Witness witness, DataRace race) {
        String finding = "a race, and a compiler may reorder, merge or hoist this; " + String.join("; ", races);
        return new Violation(scenario, new Claim(NEVER, Marking.PLAIN, finding), witness, Optional.of(race));
    }
}
