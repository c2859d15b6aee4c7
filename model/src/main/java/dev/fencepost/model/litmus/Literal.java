package dev.fencepost.model.litmus;

/**
 * A value as a test writes it: a number, or the address of a location.
 *
 * @param symbol the name of the location, or null
 */
record Literal(long number, String symbol) {
    static final Literal ZERO = new Literal(0, null);

    /** Reads {@code 1}, {@code x} or {@code &x}. */
    static Literal read(Tokens tokens) throws LitmusException {
        if (tokens.accept("&")) {
            return new Literal(0, tokens.expectName("the name of a location").text());
        }
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NUMBER) {
            return new Literal(Numbers.value(tokens.source(), tokens.next()), null);
        } else if (token.kind() != Token.Kind.NAME) {
            throw tokens.unexpected("a number or the name of a location");
        }
        String name = tokens.next().text();
        if (tokens.peek().is("[")) {
            throw tokens.unexpected("the end of the value; the address of an array element is not read here");
        }
        return new Literal(0, name);
    }

    /** As herd7 prints it. */
    String shown() {
        return symbol == null ? Long.toString(number) : symbol;
    }
}
