package dev.fencepost.model.proposal;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.ScenarioSearch.Found;
import dev.fencepost.model.protocol.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scenarios that were explored: plans that have the same at the sites of a scenario share its program, whatever else
 * they are, and it is explored once for each platform. Safe for several threads at a time.
 */
final class Explored {
    private final Duration limit;
    private final Map<Key, Found> known = new ConcurrentHashMap<>();
    private final Map<Key, Violation> shortest = new ConcurrentHashMap<>();

    Explored(Duration limit) {
        this.limit = limit;
    }

    /** A scenario with its whole program and what must not come of it, and the model by its platform. */
    private record Key(Scenario scenario, String platform) {}

    /** As {@link ScenarioSearch}; what hit a limit is not kept. */
    Optional<Violation> explore(Scenario scenario, Platform platform, Tally tally) {
        Key key = new Key(scenario, platform.id());
        Found found = known.get(key);
        if (found == null) {
            found = new ScenarioSearch(limit).find(scenario, platform.memoryModel(scenario.sides()));
            if (!found.timedOut()) {
                known.put(key, found);
            }
        }
        tally.add(scenario, found.exploration());
        return found.violation();
    }

    /** As {@link ShortestViolation}. */
    Violation shortest(Platform platform, Violation found) {
        Key key = new Key(found.scenario(), platform.id());
        Violation best = shortest.get(key);
        if (best == null) {
            best = new ShortestViolation(limit).of(found.scenario(), platform, found);
            shortest.put(key, best);
        }
        return best;
    }
}
