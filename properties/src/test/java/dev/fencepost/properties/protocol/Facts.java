package dev.fencepost.properties.protocol;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import java.util.List;

/** Shorthand for conditions over the final registers of threads. */
public final class Facts {
    private Facts() {}

    /** The final value of that register of {@code thread}. */
    public static Observable register(SideWriter thread, String name) {
        return new Observable.RegisterOf(thread.index(), name);
    }

    /** That register has that value in the end. */
    public static Condition equal(SideWriter thread, String name, long value) {
        return Condition.equal(register(thread, name), value);
    }

    /** That register has another value in the end. */
    public static Condition differs(SideWriter thread, String name, long value) {
        return new Condition.Not(equal(thread, name, value));
    }

    /** Two final values are equal. */
    public static Condition same(Observable left, Observable right) {
        return new Condition.Compare(Operator.EQUAL, new Condition.Term.Of(left), new Condition.Term.Of(right));
    }

    /** All of them. */
    public static Condition all(Condition... parts) {
        return new Condition.All(List.of(parts));
    }

    /** At least one of them. */
    public static Condition any(List<Condition> parts) {
        return new Condition.Any(parts);
    }
}
