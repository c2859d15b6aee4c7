package dev.fencepost.model.proposal.search;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Scenarios that were explored: plans that have the same at the sites of a scenario share its program, whatever else
 * they are, and it is explored once for each platform. Safe for several threads at a time.
 */
public final class Explored {
    private final Duration limit;
    private final Map<Key, Found> known = new ConcurrentHashMap<>();
    private final Map<Key, Found> races = new ConcurrentHashMap<>();
    private final Map<Key, Violation> shortest = new ConcurrentHashMap<>();

    public Explored(Duration limit) {
        this.limit = limit;
    }

    /** A scenario with its whole program and what must not come of it, and the model by its platform. */
    private record Key(Scenario scenario, String platform) {}

    /** The execution that breaks a claim, or has a race; what hit a limit is not kept. */
    Optional<Violation> explore(Scenario scenario, Platform platform, Tally tally) {
        return broken(scenario, platform, tally).or(() -> race(scenario, tally));
    }

    /** The execution that breaks a claim. */
    public Optional<Violation> broken(Scenario scenario, Platform platform, Tally tally) {
        Supplier<Found> search =
                () -> new ScenarioSearch(limit).broken(scenario, platform.memoryModel(scenario.sides()));
        return find(known, new Key(scenario, platform.id()), search, tally);
    }

    /** An execution in which plain accesses race, which is the same on every platform that has the same source. */
    public Optional<Violation> race(Scenario scenario, Tally tally) {
        return scenario.written().isEmpty()
                ? Optional.empty()
                : find(races, new Key(scenario, ""), () -> new RaceSearch(limit).find(scenario), tally);
    }

    private static Optional<Violation> find(Map<Key, Found> kept, Key key, Supplier<Found> search, Tally tally) {
        Found found = kept.get(key);
        if (found == null) {
            found = search.get();
            if (!found.timedOut()) {
                kept.put(key, found);
            }
        }
        tally.add(key.scenario(), found);
        return found.violation();
    }

    /** As {@link ShortestViolation}; of a race, with all that races. */
    public Violation shortest(Platform platform, Violation found) {
        Key key = new Key(found.scenario(), found.race().isPresent() ? "" : platform.id());
        Violation best = shortest.get(key);
        if (best == null) {
            best = found.race().isPresent()
                    ? new RaceSearch(limit).all(found)
                    : new ShortestViolation(limit).of(found.scenario(), platform, found);
            shortest.put(key, best);
        }
        return best;
    }
}
