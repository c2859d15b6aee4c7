package dev.fencepost.model.msix;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Set;

/**
 * An MSI-X capability that a device model or hypervisor keeps without a lock: a word for each vector with its mask and
 * pending bits, and the function mask in a word of its own. Whoever sends claims the vector first; mask and pending bit
 * of one vector cannot be missed, but function mask and vector are looked at crosswise (store buffering), and a message
 * must be there before its vector opens and gone before it is overwritten.
 *
 * <p>Left out: more than one vector and one event, since vectors share nothing but the function mask and further events
 * only find the vector pending; use and release; and real hardware, which keeps its masks to itself.
 */
public final class MsixProtocol implements Protocol {
    /** The only one. */
    public static final MsixProtocol INSTANCE = new MsixProtocol();

    private MsixProtocol() {}

    @Override
    public String name() {
        return "msix";
    }

    @Override
    public String title() {
        return "MSI-X table";
    }

    @Override
    public Unit unit() {
        return new Unit("event", "events");
    }

    @Override
    public int largestBound() {
        return 1;
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
        return List.of(MsixSite.values());
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.M2, Clause.M3, Clause.M5, Clause.M7);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return new MsixPrograms(plan, platform).scenarios(bound);
    }

    @Override
    public String value(String location, long value) {
        if (location.equals("state")) {
            return MsixPrograms.words(value);
        } else if (location.equals("function")) {
            return value == MsixSteps.OPEN ? "open" : "masked";
        }
        return Long.toString(value);
    }

    @Override
    public boolean isBranchedOn(String location) {
        return !location.equals("message") && !location.equals("address") && !location.equals("data");
    }
}
