package dev.fencepost.model.memory.program;

import java.util.List;
import java.util.function.ToLongFunction;

/** A proposition over the final state of an execution. */
public sealed interface Condition {
    /** {@code left operator right} where the operator is a comparison; either side may be an observable. */
    record Compare(Operator operator, Term left, Term right) implements Condition {}

    /** All of them; true when empty. */
    record All(List<Condition> parts) implements Condition {}

    /** One of them; false when empty. */
    record Any(List<Condition> parts) implements Condition {}

    /** Not that one. */
    record Not(Condition part) implements Condition {}

    /** An operand of a comparison. */
    sealed interface Term {
        /** A constant or an address. */
        record Value(long value) implements Term {}

        /** A final value. */
        record Of(Observable observable) implements Term {}
    }

    /** {@code observable == value}, the most common atom. */
    static Condition equal(Observable observable, long value) {
        return new Compare(Operator.EQUAL, new Term.Of(observable), new Term.Value(value));
    }

    /** Whether the condition holds in the state that {@code values} describes. */
    default boolean holds(ToLongFunction<Observable> values) {
        if (this instanceof Compare compare) {
            return compare.operator().apply(value(compare.left(), values), value(compare.right(), values)) != 0;
        } else if (this instanceof All all) {
            return all.parts().stream().allMatch(part -> part.holds(values));
        } else if (this instanceof Any any) {
            return any.parts().stream().anyMatch(part -> part.holds(values));
        } else {
            return !((Not) this).part().holds(values);
        }
    }

    private static long value(Term term, ToLongFunction<Observable> values) {
        return term instanceof Term.Value value ? value.value() : values.applyAsLong(((Term.Of) term).observable());
    }
}
