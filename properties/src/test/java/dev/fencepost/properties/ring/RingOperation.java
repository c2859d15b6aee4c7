package dev.fencepost.properties.ring;

/**
 * A step of a history.
 *
 * @param kind what
 * @param first how many, or which: each kind takes it modulo what it has; 0 for a kind that has no use for it
 * @param second likewise
 */
public record RingOperation(Kind kind, int first, int second) {
    public RingOperation {
        first = kind.numbered ? first : 0;
        second = kind.numbered ? second : 0;
    }

    /** What driver and device can do. */
    public enum Kind {
        ADD('a', true),
        STAGE('s', true),
        PUBLISH('p', false),
        KICK('k', false),
        GET('g', false),
        DISABLE_CALLBACKS('d', false),
        ENABLE_CALLBACKS('e', false),
        ENABLE_DELAYED('l', false),
        TAKE('t', false),
        USE('u', true),
        STAGE_USED('v', true),
        PUBLISH_USED('q', false),
        USE_BATCH('b', true),
        INTERRUPT('i', false),
        DISABLE_KICKS('x', false),
        ENABLE_KICKS('y', false),
        RESET('r', false);

        /** Its letter in the text of a {@link RingReplay}. */
        final char letter;
        /** Whether it takes the two numbers. */
        final boolean numbered;

        Kind(char letter, boolean numbered) {
            this.letter = letter;
            this.numbered = numbered;
        }
    }

    @Override
    public String toString() {
        return kind.numbered ? kind + "(" + first + "," + second + ")" : kind.toString();
    }
}
