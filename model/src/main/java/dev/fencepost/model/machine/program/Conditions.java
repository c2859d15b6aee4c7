package dev.fencepost.model.machine.program;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the conditions of a machine ask for. */
final class Conditions {
    private Conditions() {}

    /** The registers of one thread that something forbidden speaks of. */
    static Set<String> registers(List<Forbidden> forbidden, int thread) {
        Set<String> names = new HashSet<>();
        for (Forbidden each : forbidden) {
            for (Condition.Compare compare : comparisons(each.bad())) {
                for (Condition.Term term : List.of(compare.left(), compare.right())) {
                    if (term instanceof Condition.Term.Of of
                            && of.observable() instanceof Observable.RegisterOf register
                            && register.thread() == thread) {
                        names.add(register.name());
                    }
                }
            }
        }
        return names;
    }

    private static List<Condition.Compare> comparisons(Condition condition) {
        List<Condition.Compare> found = new ArrayList<>();
        if (condition instanceof Condition.Compare compare) {
            found.add(compare);
        } else if (condition instanceof Condition.Not not) {
            found.addAll(comparisons(not.part()));
        } else {
            parts(condition).forEach(part -> found.addAll(comparisons(part)));
        }
        return found;
    }

    private static List<Condition> parts(Condition condition) {
        return condition instanceof Condition.All all ? all.parts() : ((Condition.Any) condition).parts();
    }

    /**
     * Whether a condition that holds in one state holds in all that follow: all it asks is that registers are no longer
     * 0 which are assigned to once, as {@code never} in a protocol file does where it stands.
     */
    static boolean lasts(Condition condition, Program program, List<ThreadCode> codes) {
        if (condition instanceof Condition.Compare compare) {
            return compare.operator() == Operator.NOT_EQUAL
                    && compare.right().equals(new Condition.Term.Value(0))
                    && compare.left() instanceof Condition.Term.Of of
                    && of.observable() instanceof Observable.RegisterOf register
                    && !program.threads().get(register.thread()).registers().containsKey(register.name())
                    && codes.get(register.thread()).isAssignedOnce(register.name());
        }
        return !(condition instanceof Condition.Not)
                && parts(condition).stream().allMatch(part -> lasts(part, program, codes));
    }
}
