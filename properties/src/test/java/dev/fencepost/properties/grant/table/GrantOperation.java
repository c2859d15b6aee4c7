package dev.fencepost.properties.grant.table;

/**
 * A step of a history.
 *
 * @param kind what
 * @param a which, or how much: each kind takes its numbers modulo what it has
 * @param b likewise
 * @param c likewise
 */
record GrantOperation(Kind kind, int a, int b, int c) {
    /** What guests, virtual CPUs and the history do. */
    enum Kind {
        GRANT('g'),
        PART('p'),
        ONWARD('o'),
        ACCEPT('a'),
        RESTRICT('r'),
        END('e'),
        LOOK('l'),
        TAKE_BACK('t'),
        TABLE('b'),
        /** Breaks a rule, at once. */
        EDIT('h'),
        /** The same in the middle of the next hypercall. */
        EDIT_LATER('i'),
        MAP('m'),
        MAP_DEVICE('d'),
        UNMAP('u'),
        UNMAP_WRONG('w'),
        UNMAP_BATCH('n'),
        COPY_FROM('f'),
        COPY_TO('c'),
        TRANSFER('x'),
        VERSION('v'),
        SWAP('s'),
        STATUS('q'),
        LEAVE_STATUS('k'),
        /** Holds operations back until the copy after them takes a lock: {@code a} says which, {@code b} how many. */
        LATER('j'),
        /** Unmaps everything that a domain has mapped. */
        DISCONNECT('z');

        /** Its letter in the text of a {@link GrantReplay}. */
        final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    @Override
    public String toString() {
        return kind + "(" + a + "," + b + "," + c + ")";
    }
}
