package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Observable;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.Side;
import java.util.List;

/** Shorthand for conditions over the final registers of both sides. */
final class Facts {
    private Facts() {}

    static Observable register(Side side, String name) {
        return new Observable.RegisterOf(side.ordinal(), name);
    }

    static Condition equal(Side side, String name, long value) {
        return Condition.equal(register(side, name), value);
    }

    static Condition differs(Side side, String name, long value) {
        return new Condition.Not(equal(side, name, value));
    }

    static Condition same(Observable left, Observable right) {
        return new Condition.Compare(Operator.EQUAL, new Condition.Term.Of(left), new Condition.Term.Of(right));
    }

    static Condition all(Condition... parts) {
        return new Condition.All(List.of(parts));
    }

    static Condition any(List<Condition> parts) {
        return new Condition.Any(parts);
    }
}
