package dev.fencepost.model.litmus;

import java.util.ArrayList;
import java.util.List;

/** Reads a proposition. As in herd7, {@code =>} binds tighter than {@code /\}, and that tighter than {@code \/}. */
final class PropositionReader {
    private static final int MAXIMAL_DEPTH = 200;

    private final Tokens tokens;
    private int depth;

    PropositionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    Proposition read() throws LitmusException {
        List<Proposition> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (tokens.accept("\\/"));
        return parts.size() == 1 ? parts.get(0) : new Proposition.Or(parts);
    }

    private Proposition and() throws LitmusException {
        List<Proposition> parts = new ArrayList<>();
        do {
            parts.add(implies());
        } while (tokens.accept("/\\"));
        return parts.size() == 1 ? parts.get(0) : new Proposition.And(parts);
    }

    private Proposition implies() throws LitmusException {
        if (++depth > MAXIMAL_DEPTH) {
            throw tokens.unexpected("at most " + MAXIMAL_DEPTH + " nested conditions");
        }
        Proposition premise = not();
        Proposition result = tokens.accept("=>") ? new Proposition.Implies(premise, implies()) : premise;
        depth--;
        return result;
    }

    private Proposition not() throws LitmusException {
        if (tokens.accept("~") || tokens.accept("not")) {
            if (++depth > MAXIMAL_DEPTH) {
                throw tokens.unexpected("at most " + MAXIMAL_DEPTH + " nested conditions");
            }
            Proposition part = not();
            depth--;
            return new Proposition.Not(part);
        } else if (tokens.accept("(")) {
            Proposition inner = read();
            tokens.expect(")", "after a condition");
            return inner;
        } else if (tokens.accept("true")) {
            return new Proposition.And(List.of());
        } else if (tokens.accept("false")) {
            return new Proposition.Or(List.of());
        }
        return atom();
    }

    private Proposition atom() throws LitmusException {
        Place left = place(tokens);
        boolean unequal = tokens.accept("!=") || tokens.accept("<>");
        if (!unequal && !tokens.accept("=") && !tokens.accept("==")) {
            throw tokens.unexpected("'=' or '!=' in a condition");
        }
        Proposition atom = right(left);
        return unequal ? new Proposition.Not(atom) : atom;
    }

    private Proposition right(Place left) throws LitmusException {
        if (tokens.peek().is("{")) {
            return new Proposition.EqualArray(left, InitReader.list(tokens));
        } else if (Place.registerIsNext(tokens)) {
            return new Proposition.Same(left, Place.readRegister(tokens));
        } else if (tokens.peek().is("[")) {
            return new Proposition.Same(left, Place.readBracketed(tokens));
        } else if (tokens.accept("*")) {
            Place right = Place.registerIsNext(tokens)
                    ? Place.readRegister(tokens)
                    : Place.global(tokens.expectName("the name of a location").text());
            return new Proposition.Same(left, right);
        }
        return new Proposition.Equal(left, Literal.read(tokens));
    }

    /** Reads {@code 0:r1}, {@code x}, {@code [x]} or {@code x[1]}. */
    static Place place(Tokens tokens) throws LitmusException {
        if (Place.registerIsNext(tokens)) {
            return Place.readRegister(tokens);
        } else if (tokens.peek().is("[")) {
            return Place.readBracketed(tokens);
        }
        String name = Place.readGlobal(tokens, "a register such as 0:r1 or a location");
        if (!tokens.accept("[")) {
            return Place.global(name);
        }
        if (tokens.peek().kind() != Token.Kind.NUMBER) {
            throw tokens.unexpected("the index of an array element");
        }
        int index = Numbers.small(tokens.source(), tokens.next());
        tokens.expect("]", "after the index of an array element");
        return new Place(Place.GLOBAL, name, index);
    }
}
