package dev.fencepost.model.litmus;

import java.util.Comparator;

/**
 * What a condition or an initial value is about: a register, a location, or an element of an array.
 *
 * @param thread from 0; {@link #GLOBAL} for a location
 * @param index of an array element, from 0; {@link #WHOLE} for anything else
 */
record Place(int thread, String name, int index) implements Comparable<Place> {
    static final int GLOBAL = -1;
    static final int WHOLE = -1;

    // herd7 prints registers before locations before array elements.
    private static final Comparator<Place> ORDER = Comparator.comparing((Place place) -> place.index >= 0)
            .thenComparing(Place::isGlobal)
            .thenComparingInt(Place::thread)
            .thenComparing(Place::name)
            .thenComparingInt(Place::index);

    static Place register(int thread, String name) {
        return new Place(thread, name, WHOLE);
    }

    static Place global(String name) {
        return new Place(GLOBAL, name, WHOLE);
    }

    boolean isGlobal() {
        return thread == GLOBAL;
    }

    /** Whether a register comes next: {@code 0:r1} or {@code P0:r1}. */
    static boolean registerIsNext(Tokens tokens) throws LitmusException {
        Token first = tokens.peek();
        boolean thread = first.kind() == Token.Kind.NUMBER || first.text().matches("P\\d+");
        return thread && tokens.peek(1).is(":");
    }

    /** Reads {@code 0:r1}. */
    static Place readRegister(Tokens tokens) throws LitmusException {
        Token first = tokens.next();
        Token digits = first.text().startsWith("P")
                ? new Token(Token.Kind.NUMBER, first.text().substring(1), first.offset(), first.end())
                : first;
        int thread = Numbers.small(tokens.source(), digits);
        tokens.expect(":", "after the number of a thread");
        return register(thread, tokens.expectName("the name of a register").text());
    }

    /** Reads {@code x} or, as {@code s.f}, {@code s->f}. */
    static String readGlobal(Tokens tokens, String expected) throws LitmusException {
        StringBuilder name = new StringBuilder(tokens.expectName(expected).text());
        while (tokens.accept("->")) {
            name.append('.').append(tokens.expectName("the name of a field").text());
        }
        return name.toString();
    }

    /** Reads {@code [x]}. */
    static Place readBracketed(Tokens tokens) throws LitmusException {
        tokens.expect("[", "before a location");
        Place place = global(readGlobal(tokens, "the name of a location"));
        tokens.expect("]", "after a location");
        return place;
    }

    /** As herd7 prints it: {@code 0:r1}, {@code [x]}, {@code x[1]}. */
    String shown() {
        return isGlobal() && index == WHOLE ? "[" + name + "]" : bare();
    }

    /** Without the brackets around a location. */
    String bare() {
        if (!isGlobal()) {
            return thread + ":" + name;
        }
        return index == WHOLE ? name : name + "[" + index + "]";
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
