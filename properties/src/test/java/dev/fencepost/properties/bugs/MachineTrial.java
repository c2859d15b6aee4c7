package dev.fencepost.properties.bugs;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.verdict.Verdict;
import java.util.OptionalInt;

/** The state machine of a variant, explored to its end: the check {@code STATE_MACHINE}. */
final class MachineTrial {
    private MachineTrial() {}

    /**
     * How many actions the shortest way to a broken clause takes; empty if every state is right.
     *
     * @throws IllegalStateException if a limit was hit, or if the clause is none that the bug is known to break
     */
    static <S> OptionalInt explore(int number, Machine<S> machine) {
        Exploration<S> exploration = Explorer.explore(machine);
        if (exploration.verdict() instanceof Verdict.Bounded bounded) {
            throw new IllegalStateException("says nothing: " + bounded.reasons());
        }
        exploration
                .failure()
                .ifPresent(failure ->
                        Attempt.requireClause(number, failure.broken().clause()));
        return exploration.failure().stream()
                .mapToInt(failure -> failure.trace().length())
                .findFirst();
    }
}
