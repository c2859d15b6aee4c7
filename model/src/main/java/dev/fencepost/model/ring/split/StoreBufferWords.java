package dev.fencepost.model.ring.split;

/** What a step of {@link StoreBufferModel} looks like in a counterexample. */
final class StoreBufferWords {
    private StoreBufferWords() {}

    /**
     * One step.
     *
     * @param at where its side was
     * @param to where it is now
     * @param access the access it made, or empty
     */
    static String of(String at, String to, String access) {
        return switch (at) {
            case "FENCE_D2", "FENCE_D5", "FENCE_V3", "FENCE_V4" -> "full barrier " + at.substring("FENCE_".length());
            case "KICK" -> "kick";
            case "CALL" -> "interrupt";
            case "ASLEEP" -> "wakes up";
            case "READ_AVAIL_EVENT" -> access + (to.equals("KICK") ? ", wants a kick" : ", no kick");
            case "READ_USED_EVENT" -> access + (to.equals("CALL") ? ", wants an interrupt" : ", no interrupt");
            case "LOOK_AGAIN" -> access + (to.equals("ASLEEP") ? ", sleeps" : ", work to do");
            default -> access;
        };
    }
}
