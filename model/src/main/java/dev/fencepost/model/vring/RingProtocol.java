package dev.fencepost.model.vring;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What rings of both layouts offer to be judged. Of the two sites between what the device does with a payload and the
 * store that shows it used, the one for a device that consumes in place orders all that the other does: so the other
 * can only be judged where the device stores payloads onward.
 */
abstract class RingProtocol implements Protocol {
    /** Orders what the device wrote before what shows it used. */
    abstract BarrierSite onwardSite();

    /** Orders, too, what the device read where it lay. */
    abstract BarrierSite inPlaceSite();

    /** Sites at accesses that only EVENT_IDX has. */
    abstract List<BarrierSite> eventIdxSites();

    /** Between two accesses of which only a driver that can be asked not to kick makes both. */
    abstract List<BarrierSite> kickSites();

    /** Between two accesses of which only a driver that sleeps until an interrupt needs both. */
    abstract List<BarrierSite> interruptSites();

    /** The sites that have no meaning to a driver that always kicks or polls. */
    final Set<BarrierSite> meaningless(RingFeatures features) {
        Set<BarrierSite> meaningless = new HashSet<>();
        if (features.alwaysKick()) {
            meaningless.addAll(kickSites());
        }
        if (features.poll()) {
            meaningless.addAll(interruptSites());
        }
        return meaningless;
    }

    @Override
    public final List<Feature> features() {
        return RingFeatures.ALL;
    }

    @Override
    public final Unit unit() {
        return RingFeatures.BUFFERS;
    }

    @Override
    public final Set<String> platforms() {
        return RingFeatures.PLATFORMS;
    }

    @Override
    public final String players() {
        return RingFeatures.PLAYERS;
    }

    @Override
    public final List<BarrierSite> sites(Set<String> names) {
        RingFeatures features = RingFeatures.of(names);
        List<BarrierSite> sites = new ArrayList<>(sites());
        sites.remove(features.inPlace() ? onwardSite() : inPlaceSite());
        if (!features.eventIdx()) {
            sites.removeAll(eventIdxSites());
        }
        sites.removeAll(meaningless(features));
        return sites;
    }

    /** A plan may say what stands at the site of the onward store although the other orders all that it does. */
    @Override
    public final Optional<String> absence(BarrierSite site, Set<String> features) {
        if (site == onwardSite() || sites(features).contains(site)) {
            return Optional.empty();
        }
        RingFeatures chosen = RingFeatures.of(features);
        if (chosen.alwaysKick() && kickSites().contains(site)) {
            return Optional.of("has no meaning with the feature ALWAYS_KICK: every buffer is kicked for, whatever the"
                    + " device asks for");
        }
        if (chosen.poll() && interruptSites().contains(site)) {
            return Optional.of("has no meaning with the feature POLL: the driver never sleeps until an interrupt");
        }
        return Optional.of(
                site == inPlaceSite()
                        ? "is a site only with the feature IN_PLACE: a device that stores the payload onward has its"
                                + " order from " + onwardSite().name()
                        : "is a site only with the feature EVENT_IDX");
    }
}
