package dev.fencepost.model.litmus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the initial state: {@code { x=1; int y; int *p = &x; atomic_t a = ATOMIC_INIT(1); int b[2] = {1,2}; 0:r1=x; }}.
 */
final class InitReader {
    private final Tokens tokens;
    private final List<InitialValue> values = new ArrayList<>();
    private final Set<Place> seen = new HashSet<>();
    private int end;

    InitReader(Source source, int offset) {
        this.tokens = new Tokens(source, Dialect.STATE, offset);
    }

    /** Reads up to and including the closing brace. */
    List<InitialValue> read() throws LitmusException {
        while (!tokens.peek().is("}")) {
            if (tokens.accept(";")) {
                continue;
            }
            InitialValue value = entry();
            if (!seen.add(value.place())) {
                throw tokens.error(value.offset(), value.place().bare() + " has two initial values: expected one");
            }
            values.add(value);
            if (!tokens.peek().is("}")) {
                tokens.expect(";", "or '}' after an initial value");
            }
        }
        end = tokens.next().end();
        return values;
    }

    /** The offset behind the closing brace. */
    int end() {
        return end;
    }

    private InitialValue entry() throws LitmusException {
        int offset = tokens.peek().offset();
        boolean atomic = tokens.accept("_Atomic");
        StringBuilder type = new StringBuilder();
        while (tokens.peek().kind() == Token.Kind.NAME && !Place.registerIsNext(tokens) && startsPlace(1)) {
            type.append(type.isEmpty() ? "" : " ").append(tokens.next().text());
        }
        while (tokens.accept("*")) {
            type.append('*');
        }
        Place place = place();
        boolean array = tokens.peek().is("[");
        int size = array ? arraySize() : Place.WHOLE;
        if (array && type.isEmpty()) {
            throw tokens.error(
                    offset,
                    "array " + place.name() + " has no type: expected for example int " + place.name() + "[" + size
                            + "]");
        }
        List<Literal> initial = initial(array, size);
        return new InitialValue(place, type.toString(), atomic, size, initial, offset);
    }

    /** Whether what comes {@code distance} tokens ahead can be what a type stands before. */
    private boolean startsPlace(int distance) throws LitmusException {
        Token token = tokens.peek(distance);
        boolean register =
                token.kind() == Token.Kind.NUMBER && tokens.peek(distance + 1).is(":");
        boolean bracketed = token.is("[") && tokens.peek(distance + 1).kind() == Token.Kind.NAME;
        return token.kind() == Token.Kind.NAME || token.is("*") || register || bracketed;
    }

    private Place place() throws LitmusException {
        if (Place.registerIsNext(tokens)) {
            return Place.readRegister(tokens);
        } else if (tokens.peek().is("[")) {
            return Place.readBracketed(tokens);
        }
        return Place.global(Place.readGlobal(tokens, "a location, a register such as 0:r1, or '}'"));
    }

    private int arraySize() throws LitmusException {
        tokens.expect("[", "before the size of an array");
        if (tokens.peek().kind() != Token.Kind.NUMBER) {
            throw tokens.unexpected("the size of the array");
        }
        Token number = tokens.next();
        int size = Numbers.small(tokens.source(), number);
        if (size == 0) {
            throw tokens.error(number.offset(), "array without elements: expected a size of at least 1");
        }
        tokens.expect("]", "after the size of an array");
        return size;
    }

    private List<Literal> initial(boolean array, int size) throws LitmusException {
        if (!tokens.accept("=")) {
            return Collections.nCopies(array ? size : 1, Literal.ZERO);
        } else if (array) {
            int offset = tokens.peek().offset();
            List<Literal> list = list(tokens);
            if (list.size() != size) {
                throw tokens.error(offset, list.size() + " values for an array of " + size + ": expected as many");
            }
            return list;
        } else if (tokens.accept("ATOMIC_INIT")) {
            tokens.expect("(", "after ATOMIC_INIT");
            Literal value = Literal.read(tokens);
            tokens.expect(")", "after the value of ATOMIC_INIT");
            return List.of(value);
        }
        return List.of(Literal.read(tokens));
    }

    /** Reads <code>{1,2}</code>. */
    static List<Literal> list(Tokens tokens) throws LitmusException {
        List<Literal> list = new ArrayList<>();
        tokens.expect("{", "before the values of an array");
        do {
            list.add(Literal.read(tokens));
        } while (tokens.accept(","));
        tokens.expect("}", "after the values of an array");
        return list;
    }
}
