package dev.fencepost.model.dispatch;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a dispatcher's threads do to each other without a lock: read a view that is replaced (RCU), take and drop
 * references, hand a queue over to the I/O thread and back, ring its doorbell and sleep. All threads run on one host.
 *
 * <p>Left out: what stands between a lock and its release, where locks give all the order there is, and epochs beyond
 * the one that a swap begins.
 */
public final class DispatchProtocol implements Protocol {
    /** The only one. */
    public static final DispatchProtocol INSTANCE = new DispatchProtocol();

    private static final Feature DEREFERENCE = new Feature("DEREFERENCE", "readers follow the pointer to the view", "");

    private DispatchProtocol() {}

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public String title() {
        return "dispatcher";
    }

    @Override
    public List<Feature> features() {
        return List.of(DEREFERENCE);
    }

    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return sites().stream()
                .filter(site -> site != DispatchSite.QR2 || features.isEmpty())
                .toList();
    }

    @Override
    public Optional<String> absence(BarrierSite site, Set<String> features) {
        return sites(features).contains(site)
                ? Optional.empty()
                : Optional.of(
                        "has no meaning with the feature DEREFERENCE: the address dependency orders the two loads");
    }

    @Override
    public Unit unit() {
        return new Unit("vCPU", "vcpus");
    }

    @Override
    public int largestBound() {
        return 2;
    }

    @Override
    public Set<String> platforms() {
        return Set.of("smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc");
    }

    @Override
    public String players() {
        return "its threads all run on one SMP host";
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(DispatchSite.values());
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.Q3, Clause.Q4, Clause.Q8);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return new DispatchPrograms(!features.isEmpty(), plan, platform).scenarios(bound);
    }

    @Override
    public boolean isBranchedOn(String location) {
        return location.equals("current")
                || location.equals("kicked")
                || location.equals("references")
                || location.equals("retired")
                || location.startsWith("reading");
    }
}
