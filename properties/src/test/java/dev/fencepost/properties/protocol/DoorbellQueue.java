package dev.fencepost.properties.protocol;

import static dev.fencepost.properties.protocol.SideWriter.constant;
import static dev.fencepost.properties.protocol.SideWriter.register;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.Set;

/** A submission in memory, a doorbell in a register of the device, and a completion in memory with a phase tag. */
final class DoorbellQueue extends Relay {
    enum Place implements BarrierSite {
        RQ1(Role.DRIVER, Shape.MP_WRITER, Primitive.WMB, "the entry it wrote", "the write to the doorbell"),
        RQ2(Role.DRIVER, Shape.MP_READER, Primitive.RMB, "the load of the phase tag", "the load of the result"),
        RQ3(Role.DEVICE, Shape.MP_WRITER, Primitive.WMB, "the result it wrote", "the store to the phase tag");

        private final Ordering ordering;

        Place(Role role, Shape shape, Primitive needs, String earlier, String later) {
            ordering =
                    new Ordering(role, shape, needs, Clause.S3, earlier, later, "the other side reads a stale value");
        }

        @Override
        public Ordering ordering() {
            return ordering;
        }
    }

    @Override
    public String name() {
        return "doorbell-queue";
    }

    @Override
    public List<Feature> features() {
        return List.of();
    }

    @Override
    public Set<String> platforms() {
        return Set.of("dma-coherent", "pci-device");
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(Place.values());
    }

    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return sites();
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter driver = writer.thread(Role.DRIVER);
        SideWriter device = writer.thread(Role.DEVICE);
        Expression entry = memory.single("entry", 0);
        Expression doorbell = memory.register("doorbell", 0);
        Expression result = memory.single("result", 0);
        Expression phase = memory.single("phase", 0);
        driver.store(entry, constant(7));
        driver.barrier(Place.RQ1);
        driver.store(doorbell, constant(1), Place.RQ1);
        driver.load("phase", phase, Place.RQ2);
        driver.barrier(Place.RQ2);
        driver.load("result", result);
        device.load("rung", doorbell);
        device.when(register("rung"), () -> {
            device.fullFence("fetch");
            device.load("entry", entry);
            device.store(result, constant(9));
            device.barrier(Place.RQ3);
            device.store(phase, constant(1), Place.RQ3);
        });
        return List.of(writer.scenario(
                "queue",
                bound,
                List.of(
                        new Claim(
                                Facts.all(Facts.equal(device, "rung", 1), Facts.differs(device, "entry", 7)),
                                Clause.S3,
                                "the device fetches an entry that is not there yet"),
                        new Claim(
                                Facts.all(Facts.equal(driver, "phase", 1), Facts.differs(driver, "result", 9)),
                                Clause.S3,
                                "the driver takes a stale result"))));
    }
}
