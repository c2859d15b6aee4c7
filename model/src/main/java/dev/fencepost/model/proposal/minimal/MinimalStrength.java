package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platform.BaseModel;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import java.util.Optional;

/**
 * What a placement does at a site of one platform. Two placements of equal strength are the same choice there: what
 * they become are the same instructions, as far as the platform's memory model can tell (see
 * {@link dev.fencepost.model.memory.execution.MemoryModel#seen}).
 *
 * @param fence as the model sees it; empty where there is none
 * @param waits of a fence: whether it waits until earlier accesses are complete, which no model here sees
 * @param release how the site's store is annotated; empty where it is not
 * @param acquire how the site's load is annotated; empty where it is not
 * @param written in a program whose plain accesses could race, what it is to the kernel's model, which judges that as
 *     the source is written; empty where it is nothing there, and in other programs
 */
public record MinimalStrength(
        Optional<Barrier> fence,
        boolean waits,
        Optional<Mode> release,
        Optional<Mode> acquire,
        Optional<MinimalStrength> written) {
    private static final MinimalStrength NOTHING =
            new MinimalStrength(Optional.empty(), false, Optional.empty(), Optional.empty());

    private MinimalStrength(Optional<Barrier> fence, boolean waits, Optional<Mode> release, Optional<Mode> acquire) {
        this(fence, waits, release, acquire, Optional.empty());
    }

    /**
     * What {@code placement} does at {@code site} of {@code platform}.
     *
     * @param ordinary whether all locations of the protocol are ordinary memory
     */
    public static MinimalStrength of(Placement placement, BarrierSite site, Platform platform, boolean ordinary) {
        MinimalStrength all = NOTHING;
        for (Primitive primitive : placement.primitives()) {
            all = all.with(of(primitive, site, platform, ordinary));
        }
        return all;
    }

    /** The same in a program that has plain accesses. */
    static MinimalStrength besidePlain(Placement placement, BarrierSite site, Platform platform, boolean ordinary) {
        MinimalStrength written = NOTHING;
        for (Primitive primitive : placement.primitives()) {
            written = written.with(written(Effect.of(primitive, platform.party(site.side()))));
        }
        MinimalStrength lowered = of(placement, site, platform, ordinary);
        return new MinimalStrength(
                lowered.fence,
                lowered.waits,
                lowered.release,
                lowered.acquire,
                written.isNothing() ? Optional.empty() : Optional.of(written));
    }

    private static MinimalStrength written(Effect effect) {
        if (effect instanceof Effect.Annotation annotation) {
            Optional<Mode> mode = Optional.of(annotation.mode());
            return annotation.mode() == Mode.RELEASE
                    ? new MinimalStrength(Optional.empty(), false, mode, Optional.empty())
                    : new MinimalStrength(Optional.empty(), false, Optional.empty(), mode);
        }
        if (effect instanceof Effect.Fence fence && fence.barrier().kind() != FenceKind.COMPILER) {
            Optional<Barrier> seen = Optional.of(new Lkmm().seen(fence.barrier(), true));
            return new MinimalStrength(seen, false, Optional.empty(), Optional.empty());
        }
        return NOTHING;
    }

    /** What {@code primitive} does alone. */
    static MinimalStrength of(Primitive primitive, BarrierSite site, Platform platform, boolean ordinary) {
        Effect effect = Effect.of(primitive, platform.party(site.side()));
        if (effect instanceof Effect.Annotation annotation) {
            Mode lowered = platform.architecture().lowering().lower(annotation.mode());
            Optional<Mode> mode = lowered == Mode.ONCE ? Optional.empty() : Optional.of(lowered);
            return annotation.mode() == Mode.RELEASE
                    ? new MinimalStrength(Optional.empty(), false, mode, Optional.empty())
                    : new MinimalStrength(Optional.empty(), false, Optional.empty(), mode);
        }
        if (effect instanceof Effect.Fence fence) {
            return fence(platform.architecture().lowering().lower(fence.barrier(), !ordinary), platform, ordinary);
        }
        return NOTHING;
    }

    private static MinimalStrength fence(Barrier barrier, Platform platform, boolean ordinary) {
        if (barrier.kind() == FenceKind.COMPILER) {
            return NOTHING;
        }
        Barrier seen = platform.memoryModel().seen(barrier, ordinary);
        return new MinimalStrength(Optional.of(seen), barrier.completes(), Optional.empty(), Optional.empty());
    }

    /** Both at one site. */
    MinimalStrength with(MinimalStrength other) {
        return new MinimalStrength(
                fence.or(other::fence), waits || other.waits, release.or(other::release), acquire.or(other::acquire));
    }

    /** Whether it is nothing that a processor sees. */
    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** Whether it is nothing but an annotation of the store, or nothing but one of the load. */
    boolean isHalfAPair() {
        return fence.isEmpty() && releases() != acquires();
    }

    /** Whether it annotates the store, be it in the source only. */
    boolean releases() {
        return release.isPresent() || written.filter(MinimalStrength::releases).isPresent();
    }

    /** Whether it annotates the load, be it in the source only. */
    boolean acquires() {
        return acquire.isPresent() || written.filter(MinimalStrength::acquires).isPresent();
    }

    /** The same without waiting: the models cannot tell the two apart, as what a protocol needs is order. */
    MinimalStrength withoutWaiting() {
        return new MinimalStrength(fence, false, release, acquire, written);
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
        return atMost(other, site, platform.base())
                && written.orElse(NOTHING).atMost(other.written.orElse(NOTHING), site, BaseModel.LKMM);
    }

    private boolean atMost(MinimalStrength other, BarrierSite site, BaseModel base) {
        boolean fenced = fence.isEmpty() || other.fence.isPresent() && covers(other.fence.get(), fence.get());
        boolean before = site.shape() == Shape.MP_WRITER || site.shape() == Shape.LB;
        boolean full = other.fence.isPresent() && other.fence.get().kind() == FenceKind.FULL;
        boolean released =
                release.isEmpty() || release.equals(other.release) || full && before && base == BaseModel.LKMM;
        boolean acquired = acquire.isEmpty() || acquire.equals(other.acquire);
        return fenced && (!waits || other.waits) && released && acquired;
    }

    /** Whether the first orders all that the second does; what orders nothing by itself compares with nothing else. */
    private static boolean covers(Barrier strong, Barrier weak) {
        boolean something = false;
        for (int pair = 0; pair < 4; pair++) {
            something |= weak.kind().orders(pair / 2 == 1, pair % 2 == 1);
        }
        return strong.reach().compareTo(weak.reach()) >= 0
                && (strong.completes() || !weak.completes())
                && (something ? strong.kind().covers(weak.kind()) : strong.kind() == weak.kind());
    }
}
