package dev.fencepost.model.vring;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Set;

/**
 * The split virtqueue of VIRTIO 1.3 section 2.7, in the order of accesses that the Linux driver and vhost have.
 *
 * <p>Left out: indirect and chained descriptors (one descriptor stands for a chain), what a compiler does to plain
 * accesses, interrupts that arrive while their side is awake, and a device that breaks the protocol.
 */
public final class SplitRingProtocol extends RingProtocol {
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
    public List<BarrierSite> sites() {
        return List.of(SplitRingSite.values());
    }

    /** The sites that these features have. */
    public static List<BarrierSite> sites(RingFeatures features) {
        return INSTANCE.sites(features.names());
    }

    @Override
    BarrierSite onwardSite() {
        return SplitRingSite.V2;
    }

    @Override
    BarrierSite inPlaceSite() {
        return SplitRingSite.V6;
    }

    /** D4 writes used_event. */
    @Override
    List<BarrierSite> eventIdxSites() {
        return List.of(SplitRingSite.D4);
    }

    @Override
    List<BarrierSite> kickSites() {
        return List.of(SplitRingSite.D2, SplitRingSite.V4);
    }

    @Override
    List<BarrierSite> interruptSites() {
        return List.of(SplitRingSite.D4, SplitRingSite.D5, SplitRingSite.D6, SplitRingSite.V3);
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.S3, Clause.S4, Clause.S6);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return new SplitRingPrograms(RingFeatures.of(features), plan, platform).scenarios(bound);
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
