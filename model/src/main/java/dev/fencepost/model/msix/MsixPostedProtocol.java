package dev.fencepost.model.msix;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.Locations;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.ScenarioWriter;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Set;

/**
 * Software and the MSI-X table of a PCI device, which it writes by posted writes (M7): they arrive in order, but some
 * time, and only a read from the same device waits for them. What software does to memory once it takes a vector for
 * masked, or its message for changed, must not be overtaken by an interrupt of before.
 *
 * <p>The event that raises such an interrupt is one that something makes happen after software went on: the device sees
 * the store that says so. Left out: a message that is on its way when the vector is masked, which the answer to the
 * read pushes before it (of a table that software emulates, {@link MsixProtocol} has that as the scenario
 * {@code flush}); and the function mask, since configuration writes are not posted.
 */
public final class MsixPostedProtocol implements Protocol {
    /** The only one. */
    public static final MsixPostedProtocol INSTANCE = new MsixPostedProtocol();

    private static final long OLD = 0;
    private static final long NEW = 7;

    private MsixPostedProtocol() {}

    @Override
    public String name() {
        return "msix-posted";
    }

    @Override
    public String title() {
        return "posted MSI-X table";
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
        return Set.of("pci-device");
    }

    @Override
    public String players() {
        return "software writes to the registers of a PCI device";
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(MsixPostedSite.values());
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.M7);
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        return List.of(mask(plan, platform, bound), update(plan, platform, bound));
    }

    /** Software masks a vector, flushes, and gives up what its handler needs. */
    private static Scenario mask(BarrierPlan plan, Platform platform, int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter software = writer.thread(MsixSteps.SOFTWARE);
        SideWriter device = writer.thread(MsixSteps.DEVICE);
        software.store(control(memory), constant(MsixSteps.MASKED));
        giveUp(software, memory, MsixPostedSite.F1);
        event(device, memory, () -> device.assign("sent", constant(1)));
        return writer.scenario(
                "posted-mask",
                bound,
                List.of(new Claim(
                        Facts.equal(device, "sent", 1),
                        Clause.M7,
                        "a message is sent after software masked the vector and went on")));
    }

    /** Software changes a message while it is masked, as Linux does, flushes, and gives up what the old one led to. */
    private static Scenario update(BarrierPlan plan, Platform platform, int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter software = writer.thread(MsixSteps.SOFTWARE);
        SideWriter device = writer.thread(MsixSteps.DEVICE);
        software.store(control(memory), constant(MsixSteps.MASKED));
        software.store(memory.register("entry.address", OLD), constant(NEW));
        software.store(memory.register("entry.data", OLD), constant(NEW));
        software.store(control(memory), constant(0));
        giveUp(software, memory, MsixPostedSite.F2);
        event(device, memory, () -> {
            device.load("address", memory.register("entry.address", OLD));
            device.load("data", memory.register("entry.data", OLD));
            device.assign("sent", constant(1));
        });
        return writer.scenario(
                "posted-update",
                bound,
                List.of(new Claim(
                        Facts.all(
                                Facts.equal(device, "sent", 1),
                                Facts.any(List.of(
                                        Facts.equal(device, "address", OLD), Facts.equal(device, "data", OLD)))),
                        Clause.M7,
                        "the message of before is sent after software changed it and went on")));
    }

    private static Expression control(Locations memory) {
        return memory.register("entry.control", 0);
    }

    private static void giveUp(SideWriter software, Locations memory, MsixPostedSite site) {
        software.barrier(site);
        software.store(memory.single("given up", 0), constant(1), site);
    }

    /** An event that something makes happen once software has gone on; {@code sends} if the vector is not masked. */
    private static void event(SideWriter device, Locations memory, Runnable sends) {
        device.starts("sent", 0);
        device.load("after", memory.single("given up", 0));
        device.when(register("after"), () -> {
            device.fullFence("cause");
            device.load("masked", control(memory));
            device.when(Expression.binary(Operator.EQUAL, register("masked"), constant(0)), sends);
        });
    }
}
