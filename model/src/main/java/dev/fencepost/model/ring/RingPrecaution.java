package dev.fencepost.model.ring;

import dev.fencepost.model.spec.Clause;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the two sides of a ring take care of. Each is needed: what goes wrong without it, the machine finds. */
public interface RingPrecaution {
    /** The rule that demands it, and that is broken without it. */
    Clause clause();

    /** What the ring must have, or else the precaution makes no difference. */
    RingNeed need();

    /** The constant's name. */
    String name();

    /**
     * Refuses what would make no difference, and so look as if it were not needed.
     *
     * @throws IllegalArgumentException with what is wrong, for the user
     */
    static void requireNeeded(
            Collection<? extends RingPrecaution> leftOut, boolean eventIdx, boolean indirect, boolean inOrder) {
        for (RingPrecaution precaution : leftOut) {
            if (!precaution.need().isMet(eventIdx, indirect, inOrder)) {
                throw new IllegalArgumentException(spelled(precaution) + " makes a difference only "
                        + (precaution.need() == RingNeed.NO_EVENT_IDX
                                ? "without VIRTIO_F_EVENT_IDX"
                                : "with VIRTIO_F_" + precaution.need()));
            }
        }
    }

    /** What is left out, in words. */
    static String words(Collection<? extends RingPrecaution> leftOut) {
        return leftOut.stream()
                .map(precaution -> ", without " + spelled(precaution))
                .sorted()
                .collect(Collectors.joining());
    }

    private static String spelled(RingPrecaution precaution) {
        return precaution.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
