package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import java.util.Optional;

/** What a primitive does for one party on one platform. */
public sealed interface Effect {
    /** Nothing that a processor sees. */
    record Nothing(String why) implements Effect {}

    /** A fence of this kind and reach. */
    record Fence(Barrier barrier) implements Effect {}

    /** An annotation of the site's own access; reaches as far as coherence does. */
    record Annotation(Mode mode) implements Effect {}

    /** What {@code primitive} becomes when {@code party}'s software uses it. */
    static Effect of(Primitive primitive, Platform.Party party) {
        if (primitive.form() == Primitive.Form.NOTHING) {
            return new Nothing("there is no barrier");
        }
        if (primitive.kind().equals(Optional.of(FenceKind.COMPILER))) {
            return new Nothing("a compiler barrier is no instruction");
        }
        if (primitive.family() == Primitive.Family.SMP && party.build() == Platform.Build.UP) {
            return new Nothing(primitive.spelling() + " is a compiler barrier on a UP build");
        }
        return switch (primitive.form()) {
            case RELEASE -> new Annotation(Mode.RELEASE);
            case ACQUIRE -> new Annotation(Mode.ACQUIRE);
            default -> new Fence(primitive.barrier());
        };
    }
}
