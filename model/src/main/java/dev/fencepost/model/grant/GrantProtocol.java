package dev.fencepost.model.grant;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Xen's grant tables, in the order of accesses that Linux and Xen have: a guest lends a frame, takes it back and takes
 * transferred ones, while the hypervisor pins, uses and gives up what was lent, on one host.
 *
 * <p>Left out: sub-page and transitive entries (a range is read where the frame is), a guest that breaks the rules,
 * TLBs (a mapper's accesses are over when the flush is), and everything under a lock: the hypervisor's own processors
 * meet in the maptrack only.
 */
public final class GrantProtocol implements Protocol {
    /** The only one. */
    public static final GrantProtocol INSTANCE = new GrantProtocol();

    static final String VERSION_2 = "GRANT_V2";

    private static final Set<GrantSite> ONLY_1 = Set.of(GrantSite.GX1);
    private static final Set<GrantSite> ONLY_2 = Set.of(GrantSite.GG2, GrantSite.GX2, GrantSite.GX3);

    private GrantProtocol() {}

    @Override
    public String name() {
        return "grant";
    }

    @Override
    public String title() {
        return "grant table";
    }

    @Override
    public List<Feature> features() {
        return List.of(new Feature(VERSION_2, "entries of version 2", "entries of version 1"));
    }

    @Override
    public Unit unit() {
        return new Unit("grant", "grants");
    }

    @Override
    public int largestBound() {
        return 2;
    }

    @Override
    public Set<String> platforms() {
        return Set.of("up-guest", "smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
    }

    @Override
    public String players() {
        return "a guest and its hypervisor run on one SMP host";
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(GrantSite.values());
    }

    @Override
    public List<BarrierSite> sites(Set<String> features) {
        List<BarrierSite> sites = new ArrayList<>(sites());
        sites.removeAll(features.contains(VERSION_2) ? ONLY_1 : ONLY_2);
        return sites;
    }

    @Override
    public Optional<String> absence(BarrierSite site, Set<String> features) {
        return sites(features).contains(site)
                ? Optional.empty()
                : Optional.of(
                        ONLY_2.contains(site)
                                ? "is a site only with the feature " + VERSION_2
                                : "is no site with the feature " + VERSION_2);
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.G2, Clause.G3, Clause.G4, Clause.G6);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return new GrantPrograms(features.contains(VERSION_2), plan, platform).scenarios(bound);
    }

    @Override
    public boolean isBranchedOn(String location) {
        return location.endsWith("flags") || location.equals("status") || location.equals("limit");
    }
}
