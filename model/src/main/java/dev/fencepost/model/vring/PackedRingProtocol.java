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
 * The packed virtqueue of VIRTIO 1.3 section 2.8, in the order of accesses that the Linux driver and QEMU have, but
 * that the device writes its event structure by one store, as the driver reads it by one load.
 *
 * <p>Left out: indirect tables, and lists of more than two descriptors, what a compiler does to plain accesses,
 * interrupts that arrive while their side is awake, and a device that breaks the protocol.
 */
public final class PackedRingProtocol extends RingProtocol {
    /** The only one. */
    public static final PackedRingProtocol INSTANCE = new PackedRingProtocol();

    private static final List<String> FLAGS = List.of("ENABLE", "DISABLE", "DESC");

    private PackedRingProtocol() {}

    /** The ring with these features. */
    public static Variant with(RingFeatures features) {
        return new Variant(INSTANCE, features.names());
    }

    @Override
    public String name() {
        return "packed";
    }

    @Override
    public String title() {
        return "packed ring";
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(PackedRingSite.values());
    }

    /** The sites that these features have. */
    public static List<BarrierSite> sites(RingFeatures features) {
        return INSTANCE.sites(features.names());
    }

    @Override
    BarrierSite onwardSite() {
        return PackedRingSite.PV2;
    }

    @Override
    BarrierSite inPlaceSite() {
        return PackedRingSite.PV6;
    }

    /** Positions are what these are about. */
    @Override
    List<BarrierSite> eventIdxSites() {
        return List.of(PackedRingSite.PD4, PackedRingSite.PD5, PackedRingSite.PV5);
    }

    @Override
    List<BarrierSite> kickSites() {
        return List.of(PackedRingSite.PD2, PackedRingSite.PV4);
    }

    @Override
    List<BarrierSite> interruptSites() {
        return List.of(
                PackedRingSite.PD4, PackedRingSite.PD5, PackedRingSite.PD6, PackedRingSite.PV3, PackedRingSite.PV5);
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.S3, Clause.S4, Clause.S6, Clause.P3, Clause.P5);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return new PackedRingPrograms(RingFeatures.of(features), plan, platform).scenarios(bound);
    }

    @Override
    public String value(String location, long value) {
        if (location.startsWith("desc.id")) {
            return "{id " + (value & 0xffff) + ", len " + (value >> 16) + "}";
        } else if (location.startsWith("desc.flags")) {
            return "{AVAIL " + (value >> 7 & 1) + ", USED " + (value >> 15 & 1) + "}";
        } else if (location.equals("driver.off_wrap")) {
            return position(value);
        } else if (location.equals("driver.flags")) {
            return FLAGS.get((int) value);
        } else if (location.equals("device.event")) {
            return FLAGS.get((int) (value >> 16)) + (value >> 16 == PackedRingMemory.DESC ? " " + position(value) : "");
        }
        return Long.toString(value);
    }

    private static String position(long value) {
        return "{off " + (value & 0x7fff) + ", wrap " + (value >> 15 & 1) + "}";
    }

    @Override
    public boolean isBranchedOn(String location) {
        return location.startsWith("desc.flags")
                || location.equals("driver.flags")
                || location.equals("kick")
                || location.equals("interrupt");
    }
}
