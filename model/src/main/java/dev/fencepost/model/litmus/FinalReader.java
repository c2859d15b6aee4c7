package dev.fencepost.model.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code locations [x; 0:r1;] filter (...) exists (...)}; the first two may be absent. */
final class FinalReader {
    static final Set<String> STARTS =
            Set.of("locations", "filter", "exists", "~", "not", "forall", "final", "observed", "Observed", "(");

    private final Tokens tokens;

    FinalReader(Source source, int offset) {
        this.tokens = new Tokens(source, Dialect.STATE, offset);
    }

    Final read() throws LitmusException {
        List<Place> locations = tokens.accept("locations") ? locations() : List.of();
        Proposition filter = tokens.accept("filter") ? new PropositionReader(tokens).read() : null;
        Final result = quantified(locations, filter);
        tokens.accept(";");
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected("'/\\', '\\/', '=>' or the end of the file");
        }
        return result;
    }

    private Final quantified(List<Place> locations, Proposition filter) throws LitmusException {
        if (tokens.peek().kind() == Token.Kind.END) {
            return new Final(locations, filter, Quantifier.FORALL, new Proposition.And(List.of()));
        }
        Quantifier quantifier = quantifier();
        return new Final(locations, filter, quantifier, new PropositionReader(tokens).read());
    }

    private Quantifier quantifier() throws LitmusException {
        if (tokens.accept("exists") || tokens.accept("final") || tokens.peek().is("(")) {
            return Quantifier.EXISTS;
        } else if (tokens.accept("forall")) {
            return Quantifier.FORALL;
        } else if (tokens.accept("~") || tokens.accept("not")) {
            tokens.expect("exists", "after 'not'");
            return Quantifier.NOT_EXISTS;
        }
        throw tokens.unexpected("'exists', '~exists' or 'forall'");
    }

    private List<Place> locations() throws LitmusException {
        List<Place> places = new ArrayList<>();
        tokens.expect("[", "after 'locations'");
        while (!tokens.accept("]")) {
            if (tokens.accept(";")) {
                continue;
            }
            places.add(PropositionReader.place(tokens));
            // A type may follow; herd7 uses it for printing only, and integers here have one size.
            while (tokens.accept("*") || tokens.peek().kind() == Token.Kind.NAME) {
                if (tokens.peek().kind() == Token.Kind.NAME) {
                    tokens.next();
                }
            }
            if (!tokens.peek().is("]")) {
                tokens.expect(";", "or ']' after a location");
            }
        }
        return places;
    }
}
