package dev.fencepost.model.protocol.compile;

/**
 * Where a way through a statement ends.
 *
 * @param path the way
 * @param kind how it goes on
 * @param value what a return gives back
 */
record End(Path path, Kind kind, Value value) {
    enum Kind {
        /** With the next statement. */
        NEXT,
        /** Behind the loop around it. */
        BREAK,
        /** With the next round of the loop around it. */
        CONTINUE,
        /** Behind the call. */
        RETURN,
        /** Not at all: the side waits for something that has not come, or a loop was cut. */
        STOPPED
    }

    static End next(Path path) {
        return new End(path, Kind.NEXT, Value.NOTHING);
    }

    static End of(Path path, Kind kind) {
        return new End(path, kind, Value.NOTHING);
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
