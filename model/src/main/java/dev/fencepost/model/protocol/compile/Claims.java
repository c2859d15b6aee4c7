package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must not happen in one scenario, in the order in which it stands in the file. */
final class Claims {
    private final Map<Integer, Never> all = new TreeMap<>();

    /** One more way to what {@code never} at that offset forbids. */
    void add(int at, Rule rule, String finding, Condition bad) {
        all.computeIfAbsent(at, any -> new Never(rule, finding, new ArrayList<>()))
                .bad
                .add(bad);
    }

    List<Claim> list() {
        return all.values().stream()
                .map(never -> new Claim(
                        never.bad.size() == 1 ? never.bad.get(0) : new Condition.Any(never.bad),
                        never.rule,
                        never.finding))
                .toList();
    }

    private record Never(Rule rule, String finding, List<Condition> bad) {}
}
