package dev.fencepost.model.proposal;

import dev.fencepost.model.memory.Barrier;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platform.BaseModel;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;

/**
 * What a primitive does at a site of one platform. Two primitives of equal strength are the same choice there.
 *
 * @param form nothing, a fence, or an annotation of the site's store or load
 * @param orders of a fence: which accesses before which; {@link FenceKind#COMPILER} where it is none
 * @param boundaries of a fence: how many of the platform's weak boundaries it reaches across
 * @param completes of a fence: whether it waits until earlier accesses are complete
 */
public record MinimalStrength(Form form, FenceKind orders, int boundaries, boolean completes) {
    private static final MinimalStrength NOTHING = new MinimalStrength(Form.NOTHING, FenceKind.COMPILER, 0, false);

    /** How a primitive takes effect. */
    public enum Form {
        /** Not at all. */
        NOTHING,
        /** As a fence. */
        FENCE,
        /** As a store that earlier accesses do not pass. */
        RELEASE,
        /** As a load that later accesses do not pass. */
        ACQUIRE
    }

    /** What {@code primitive} does at {@code site} of {@code platform}. */
    public static MinimalStrength of(Primitive primitive, BarrierSite site, Platform platform) {
        Effect effect = Effect.of(primitive, platform.party(site.side()));
        if (effect instanceof Effect.Annotation annotation) {
            return annotation(platform.architecture().lowering().lower(annotation.mode()));
        }
        if (effect instanceof Effect.Fence fence) {
            return fence(platform.architecture().lowering().lower(fence.barrier()), platform);
        }
        return NOTHING;
    }

    private static MinimalStrength annotation(Mode mode) {
        return switch (mode) {
            case RELEASE -> new MinimalStrength(Form.RELEASE, FenceKind.COMPILER, 0, false);
            case ACQUIRE, ACQUIRE_PC -> new MinimalStrength(Form.ACQUIRE, FenceKind.COMPILER, 0, false);
            default -> NOTHING;
        };
    }

    private static MinimalStrength fence(Barrier barrier, Platform platform) {
        if (barrier.kind() == FenceKind.COMPILER) {
            return NOTHING;
        }
        int across = (int) platform.weakBoundaries().stream()
                .filter(boundary -> boundary.compareTo(barrier.reach()) <= 0)
                .count();
        return new MinimalStrength(Form.FENCE, barrier.kind(), across, barrier.completes());
    }

    /** Whether it is nothing that a processor sees. */
    public boolean isNothing() {
        return form == Form.NOTHING;
    }

    /** The same without waiting. No memory model here tells the two apart: what the ring needs is order. */
    MinimalStrength withoutCompletion() {
        return new MinimalStrength(form, orders, boundaries, false);
    }

    /**
     * Whether, at {@code site} of {@code platform}, all that this orders is ordered by {@code other}, too.
     *
     * <p>Annotations and fences take effect at different places: an acquire orders what follows its load even on a path
     * without the fence, and a release orders what precedes its store where the fence of a store-buffering site comes
     * after it. So they do not compare, with one exception: where the fence comes just before the store (MP, LB), a
     * full one does all that a release does under LKMM. On Armv8 it does not: a release is also ordered before a later
     * acquire.
     */
    public boolean atMost(MinimalStrength other, BarrierSite site, Platform platform) {
        if (isNothing() || equals(other)) {
            return true;
        }
        if (form == Form.FENCE) {
            return other.form == Form.FENCE
                    && other.orders.covers(orders)
                    && boundaries <= other.boundaries
                    && (!completes || other.completes);
        }
        boolean before = site.shape() == Shape.MP_WRITER || site.shape() == Shape.LB;
        return form == Form.RELEASE
                && other.form == Form.FENCE
                && other.orders == FenceKind.FULL
                && before
                && platform.base() == BaseModel.LKMM;
    }
}
