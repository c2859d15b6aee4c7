package dev.fencepost.properties.msix;

import static dev.fencepost.properties.protocol.SideWriter.constant;
import static dev.fencepost.properties.protocol.SideWriter.register;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.protocol.Facts;
import dev.fencepost.properties.protocol.Locations;
import dev.fencepost.properties.protocol.ScenarioWriter;
import dev.fencepost.properties.protocol.SideWriter;
import java.util.List;

/**
 * Ways to share a mask, a pending bit and a message that are wrong under sequential consistency already, with full
 * barriers everywhere, each beside the way that is right: no fence repairs an algorithm.
 */
public final class MsixTraps {
    private static final Role DEVICE = new Role("device", Side.DEVICE);
    private static final Role SOFTWARE = new Role("software", Side.DRIVER);

    private final Locations memory = new Locations();
    private final ScenarioWriter writer =
            new ScenarioWriter(BarrierPlan.mandatory(), Platforms.of("smp-lkmm").orElseThrow(), memory);
    private final SideWriter device = writer.thread(DEVICE);
    private final SideWriter software = writer.thread(SOFTWARE);

    private MsixTraps() {}

    /**
     * The device looks at the mask and then sets the pending bit; software opens the mask and then looks at the pending
     * bit. The right device sets the bit first and looks afterwards, and whoever clears the bit sends.
     */
    public static Scenario pair(boolean checkThenAct) {
        return new MsixTraps().writePair(checkThenAct);
    }

    private Scenario writePair(boolean checkThenAct) {
        Expression mask = memory.single("mask", 1);
        Expression pending = memory.single("pending", 0);
        device.starts("sent", 0);
        software.starts("sent", 0);
        if (checkThenAct) {
            device.load("masked", mask);
            device.fullFence("mb");
            device.either(
                    register("masked"),
                    () -> device.store(pending, constant(1)),
                    () -> device.assign("sent", constant(1)));
        } else {
            device.exchange("", pending, constant(1), Mode.RELEASE);
            device.fullFence("mb");
            device.load("masked", mask);
            device.when(same(device, "masked", 0), () -> sendIfPending(device, pending));
        }
        software.store(mask, constant(0));
        software.fullFence("mb");
        sendIfPending(software, pending);
        return writer.scenario(checkThenAct ? "check-then-act" : "act-then-check", 1, once());
    }

    private static void sendIfPending(SideWriter thread, Expression pending) {
        thread.exchange("sent", pending, constant(0), Mode.ACQUIRE);
    }

    private List<Claim> once() {
        return List.of(
                new Claim(
                        Facts.all(Facts.equal(device, "sent", 0), Facts.equal(software, "sent", 0)),
                        Clause.M3,
                        "nobody sends the message: a lost interrupt"),
                new Claim(
                        Facts.all(Facts.equal(device, "sent", 1), Facts.equal(software, "sent", 1)),
                        Clause.M3,
                        "both send the message: an interrupt too many."));
    }

    /**
     * Software writes address and data of a message while the device may send it: rows 101 and 102. Right is to mask
     * first, and to wait for the message that is on its way: {@code masked}, {@code flushed}; without the second it is
     * row 103.
     */
    public static Scenario update(boolean masked, boolean flushed) {
        return new MsixTraps().writeUpdate(masked, flushed);
    }

    private Scenario writeUpdate(boolean masked, boolean flushed) {
        Expression state = memory.single("state", 0); // 1 masked, 2 sending
        Expression address = memory.single("address", 0);
        Expression data = memory.single("data", 0);
        device.compareExchange("was", state, constant(0), constant(2), Mode.MB);
        device.when(same(device, "was", 0), () -> {
            device.load("address", address);
            device.load("data", data);
            device.fetch(Operator.AND, "", state, constant(1), Mode.MB);
        });
        if (masked) {
            software.fetch(Operator.OR, "", state, constant(1), Mode.MB);
        }
        software.assign("busy", constant(0));
        if (flushed) {
            software.load("busy", state);
            software.assign("busy", Expression.binary(Operator.AND, register("busy"), constant(2)));
            software.fullFence("flushed");
        }
        software.when(same(software, "busy", 0), () -> {
            software.store(address, constant(1));
            software.fullFence("mb");
            software.store(data, constant(1));
        });
        Condition mixed = Facts.any(List.of(
                Facts.all(Facts.equal(device, "address", 0), Facts.equal(device, "data", 1)),
                Facts.all(Facts.equal(device, "address", 1), Facts.equal(device, "data", 0))));
        return writer.scenario(
                "update",
                1,
                List.of(
                        new Claim(
                                Facts.all(Facts.equal(device, "was", 0), mixed),
                                Clause.M5,
                                "the device sends the address of one message with the data of another"),
                        new Claim(
                                Facts.all(Facts.equal(device, "was", 0), Facts.equal(device, "data", 1)),
                                Clause.M7,
                                "the device sends a message after software masked and flushed")));
    }

    /** Two CPUs change bits of one mask register, each with a load and a store: row 104. Right is one atomic step. */
    public static Scenario sharedMask(boolean atomic) {
        return new MsixTraps().writeSharedMask(atomic);
    }

    private Scenario writeSharedMask(boolean atomic) {
        Expression mask = memory.single("mask", 0);
        setBit(device, mask, 1, atomic);
        setBit(software, mask, 2, atomic);
        return writer.scenario(
                "shared-mask",
                1,
                List.of(new Claim(
                        new Condition.Not(Condition.equal(Locations.at(mask), 3)),
                        Clause.M8,
                        "a vector that was masked is open")));
    }

    private static void setBit(SideWriter cpu, Expression mask, int bit, boolean atomic) {
        if (atomic) {
            cpu.fetch(Operator.OR, "", mask, constant(bit), Mode.MB);
        } else {
            cpu.load("mask", mask);
            cpu.store(mask, Expression.binary(Operator.OR, register("mask"), constant(bit)));
        }
    }

    private static Expression same(SideWriter thread, String register, int value) {
        return Expression.binary(Operator.EQUAL, register(register), constant(value));
    }
}
