package dev.fencepost.model.litmus;

import java.util.List;
import java.util.stream.Collectors;

/** A final condition without its quantifier, as it is written; it prints as herd7 prints it. */
sealed interface Proposition {
    /** {@code place = value}. */
    record Equal(Place place, Literal value) implements Proposition {}

    /** <code>array = {1,2}</code>. */
    record EqualArray(Place array, List<Literal> values) implements Proposition {}

    /** {@code left = right}, both final values. */
    record Same(Place left, Place right) implements Proposition {}

    record Not(Proposition part) implements Proposition {}

    record And(List<Proposition> parts) implements Proposition {}

    record Or(List<Proposition> parts) implements Proposition {}

    record Implies(Proposition premise, Proposition conclusion) implements Proposition {}

    /** What an operand stands in; it decides about parentheses. */
    enum Context {
        NONE,
        AND,
        OR,
        IMPLIES
    }

    /** As herd7 prints it. */
    default String shown() {
        return shown(Context.NONE);
    }

    private String shown(Context context) {
        if (this instanceof Equal equal) {
            return equal.place.shown() + "=" + equal.value.shown();
        } else if (this instanceof EqualArray equal) {
            String values = equal.values.stream().map(Literal::shown).collect(Collectors.joining(","));
            return equal.array.bare() + "={" + values + "}";
        } else if (this instanceof Same same) {
            return same.left.shown() + "=" + same.right.shown();
        } else if (this instanceof Not not) {
            return "not (" + not.part.shown() + ")";
        } else if (this instanceof And and) {
            boolean paren = context == Context.IMPLIES;
            return and.parts.isEmpty() ? "true" : paren(joined(and.parts, " /\\ ", Context.AND), paren);
        } else if (this instanceof Or or) {
            boolean paren = context == Context.AND || context == Context.IMPLIES;
            return or.parts.isEmpty() ? "false" : paren(joined(or.parts, " \\/ ", Context.OR), paren);
        }
        Implies implies = (Implies) this;
        String text = implies.premise.shown(Context.IMPLIES) + " => " + implies.conclusion.shown(Context.IMPLIES);
        return paren(text, context == Context.AND || context == Context.OR);
    }

    private static String joined(List<Proposition> parts, String separator, Context context) {
        return parts.stream().map(part -> part.shown(context)).collect(Collectors.joining(separator));
    }

    private static String paren(String text, boolean wanted) {
        return wanted ? "(" + text + ")" : text;
    }
}
