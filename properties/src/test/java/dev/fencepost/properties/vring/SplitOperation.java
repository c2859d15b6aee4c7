package dev.fencepost.properties.vring;

/**
 * A step of a history.
 *
 * @param kind what
 * @param first how many, or which: each kind takes it modulo what it has
 * @param second likewise
 */
record SplitOperation(Kind kind, int first, int second) {
    /** What driver and device can do. */
    enum Kind {
        ADD,
        STAGE,
        PUBLISH,
        KICK,
        GET,
        DISABLE_CALLBACKS,
        ENABLE_CALLBACKS,
        ENABLE_DELAYED,
        TAKE,
        USE,
        STAGE_USED,
        PUBLISH_USED,
        USE_BATCH,
        INTERRUPT,
        DISABLE_KICKS,
        ENABLE_KICKS,
        RESET
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ADD, STAGE, USE, STAGE_USED, USE_BATCH -> kind + "(" + first + "," + second + ")";
            default -> kind.toString();
        };
    }
}
