package dev.fencepost.model.vring;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The split virtqueue of VIRTIO 1.3 section 2.7, in the order of accesses that the Linux driver and vhost have.
 *
 * <p>Left out: indirect and chained descriptors (one descriptor stands for a chain), what a compiler does to plain
 * accesses, interrupts that arrive while their side is awake, and a device that breaks the protocol.
 */
public final class SplitRingProtocol implements Protocol {
    /** The only one. */
    public static final SplitRingProtocol INSTANCE = new SplitRingProtocol();

    private SplitRingProtocol() {}

    /** The ring with these features. */
    public static Variant with(RingFeatures features) {
        return new Variant(INSTANCE, features.names());
    }

    @Override
    public String name() {
        return "split";
    }

    @Override
    public String title() {
        return "split ring";
    }

    @Override
    public List<Feature> features() {
        return RingFeatures.ALL;
    }

    @Override
    public Unit unit() {
        return RingFeatures.BUFFERS;
    }

    @Override
    public Set<String> platforms() {
        return RingFeatures.PLATFORMS;
    }

    @Override
    public String players() {
        return RingFeatures.PLAYERS;
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(SplitRingSite.values());
    }

    /**
     * The sites that these features have. V6 is one only where the device consumes in place, and then it orders all
     * that V2 does, so that V2 can only be judged where it is not; D4 writes used_event, which only EVENT_IDX has.
     */
    public static List<BarrierSite> sites(RingFeatures features) {
        List<BarrierSite> sites = new ArrayList<>(INSTANCE.sites());
        sites.remove(features.inPlace() ? SplitRingSite.V2 : SplitRingSite.V6);
        if (!features.eventIdx()) {
            sites.remove(SplitRingSite.D4);
        }
        return sites;
    }

    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return sites(RingFeatures.of(features));
    }

    @Override
    public List<Clause> clauses() {
        return List.of(Clause.S3, Clause.S4, Clause.S6);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return new SplitRingPrograms(RingFeatures.of(features), plan, platform).scenarios(bound);
    }

    /** A plan may say what stands at V2 although V6 orders all that V2 does. */
    @Override
    public Optional<String> absence(BarrierSite site, Set<String> features) {
        if (site == SplitRingSite.V2 || sites(features).contains(site)) {
            return Optional.empty();
        }
        return Optional.of(
                site == SplitRingSite.V6
                        ? "is a site only with the feature IN_PLACE: a device that stores the payload onward has its"
                                + " order from V2"
                        : "is a site only with the feature EVENT_IDX");
    }

    @Override
    public String value(String location, long value) {
        return location.startsWith("used.ring")
                ? "{id " + (value & 0xffff) + ", len " + (value >> 16) + "}"
                : Long.toString(value);
    }

    @Override
    public boolean isBranchedOn(String location) {
        return location.endsWith(".idx") || location.equals("kick") || location.equals("interrupt");
    }
}
