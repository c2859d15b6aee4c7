package dev.fencepost.model.protocol;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands at the sites of one thread, as its platform understands it.
 *
 * @param plan the plan
 * @param party whose thread it is
 * @param meaningless sites that have no meaning here, where nothing stands whatever the plan says
 */
record Standing(BarrierPlan plan, Platform.Party party, Set<BarrierSite> meaningless) {
    /** The fences at a site. */
    List<Barrier> fences(BarrierSite site) {
        return effects(site)
                .filter(Effect.Fence.class::isInstance)
                .map(effect -> ((Effect.Fence) effect).barrier())
                .toList();
    }

    /** Whether one of the sites annotates an access so. */
    boolean annotates(Mode annotation, BarrierSite... at) {
        return Arrays.stream(at)
                .flatMap(this::effects)
                .anyMatch(effect -> effect instanceof Effect.Annotation annotated && annotated.mode() == annotation);
    }

    /**
     * The annotation of an atomic update that has {@code mode} without regard to the plan. Its write is the site's
     * store, but where a reader's site begins with it (MP), its read is the site's load.
     */
    Mode update(Mode mode, BarrierSite... at) {
        if (mode == Mode.MB || mode == Mode.ACQUIRE_RELEASE) {
            return mode;
        }
        BarrierSite[] begun = Arrays.stream(at)
                .filter(site -> site.shape() == Shape.MP_READER)
                .toArray(BarrierSite[]::new);
        boolean release = mode == Mode.RELEASE || annotates(Mode.RELEASE, at);
        boolean acquire = mode == Mode.ACQUIRE || annotates(Mode.ACQUIRE, begun);
        return release && acquire ? Mode.ACQUIRE_RELEASE : release ? Mode.RELEASE : acquire ? Mode.ACQUIRE : mode;
    }

    private Stream<Effect> effects(BarrierSite site) {
        return meaningless.contains(site)
                ? Stream.of()
                : plan.at(site).primitives().stream().map(primitive -> Effect.of(primitive, party));
    }
}
