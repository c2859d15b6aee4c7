package dev.fencepost.model.platform;

import dev.fencepost.model.memory.Barrier;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Reach;

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
        if (primitive.family() == Primitive.Family.COMPILER) {
            return new Nothing("a compiler barrier is no instruction");
        }
        if (primitive.family() == Primitive.Family.SMP && party.build() == Platform.Build.UP) {
            return new Nothing(primitive.spelling() + " is a compiler barrier on a UP build");
        }
        return switch (primitive.form()) {
            case RELEASE -> new Annotation(Mode.RELEASE);
            case ACQUIRE -> new Annotation(Mode.ACQUIRE);
            default -> new Fence(barrier(primitive));
        };
    }

    private static Barrier barrier(Primitive primitive) {
        FenceKind kind = primitive.kind().orElseThrow();
        boolean completes = reach(primitive.family()).compareTo(Reach.SYSTEM) >= 0;
        return new Barrier(primitive.spelling(), kind, reach(primitive.family()), completes);
    }

    /** How far the fences of a family are documented to order. */
    static Reach reach(Primitive.Family family) {
        return switch (family) {
            case COMPILER, SMP, VIRT -> Reach.INNER;
            case DMA -> Reach.OUTER;
            case MANDATORY -> Reach.SYSTEM;
            case MMIO -> Reach.DEVICE;
        };
    }
}
