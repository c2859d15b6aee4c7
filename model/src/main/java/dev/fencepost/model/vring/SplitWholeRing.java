package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole ring in one pass, the program that engines are compared by: the driver publishes n buffers one by one and
 * decides whether to kick; the device, about to sleep until the last, takes and completes them all and decides whether
 * to interrupt; the driver, about to sleep until the last, gets them all. With EVENT_IDX, and with six sites: D1, D2,
 * D3, V1, V2 and V3. The barriers at V4 and D5, which the six are paired with, always stand.
 */
final class SplitWholeRing {
    private final SplitRingMemory memory;
    private final SideWriter driver;
    private final SideWriter device;
    private final int buffers;

    SplitWholeRing(SplitRingMemory memory, SideWriter driver, SideWriter device, int buffers) {
        this.memory = memory;
        this.driver = driver;
        this.device = device;
        this.buffers = buffers;
    }

    List<Claim> write() {
        drive();
        serve();
        return claims();
    }

    private Expression all() {
        return constant(memory.index(buffers));
    }

    /** The index whose passing both sides wait for: of the last buffer. */
    private int last() {
        return memory.index(buffers - 1);
    }

    private void drive() {
        for (int i = 0; i < buffers; i++) {
            driver.store(memory.descriptor(i), constant(i + 1));
            driver.store(memory.availRing(i), constant(i));
            driver.barrier(SplitRingSite.D1);
            driver.store(memory.availIdx(), constant(memory.index(i + 1)), SplitRingSite.D1, SplitRingSite.D2);
        }
        driver.barrier(SplitRingSite.D2);
        driver.load("event", memory.availEvent(-1), SplitRingSite.D2);
        driver.store(memory.usedEvent(-1), constant(last()));
        driver.fullFence("enable");
        driver.load("used", memory.usedIdx(), SplitRingSite.D3);
        driver.when(Expression.binary(Operator.EQUAL, register("used"), all()), () -> {
            driver.barrier(SplitRingSite.D3);
            for (int i = 0; i < buffers; i++) {
                driver.load("element" + i, memory.usedRing(i));
            }
        });
    }

    private void serve() {
        device.store(memory.availEvent(-1), constant(last()));
        device.fullFence("enable");
        device.load("avail", memory.availIdx(), SplitRingSite.V1);
        device.when(Expression.binary(Operator.EQUAL, register("avail"), all()), () -> {
            device.barrier(SplitRingSite.V1);
            for (int i = 0; i < buffers; i++) {
                device.load("head" + i, memory.availRing(i));
                device.load("desc" + i, memory.descriptor(register("head" + i)));
                Expression length = constant(RingMemory.idAndLength(0, i + 1));
                device.store(memory.usedRing(i), Expression.binary(Operator.ADD, register("head" + i), length));
            }
            device.barrier(SplitRingSite.V2);
            device.store(memory.usedIdx(), all(), SplitRingSite.V2, SplitRingSite.V3);
            device.barrier(SplitRingSite.V3);
            device.load("event", memory.usedEvent(-1), SplitRingSite.V3);
        });
    }

    private List<Claim> claims() {
        List<Condition> stale = new ArrayList<>();
        List<Condition> wrong = new ArrayList<>();
        Condition took = Facts.equal(device, "avail", memory.index(buffers));
        Condition got = Facts.equal(driver, "used", memory.index(buffers));
        for (int i = 0; i < buffers; i++) {
            stale.add(Facts.all(took, Facts.differs(device, "desc" + i, i + 1)));
            wrong.add(Facts.all(got, Facts.differs(driver, "element" + i, RingMemory.idAndLength(i, i + 1))));
        }
        Condition lostKick = Facts.all(new Condition.Not(took), Facts.differs(driver, "event", last()));
        Condition lostInterrupt = Facts.all(took, new Condition.Not(got), Facts.differs(device, "event", last()));
        return List.of(
                new Claim(Facts.any(stale), Clause.S3, "the device reads a stale head or descriptor"),
                new Claim(Facts.any(wrong), Clause.S4, "the driver takes a stale used element"),
                new Claim(lostKick, Clause.S6, "the device sleeps on an available buffer: lost kick"),
                new Claim(lostInterrupt, Clause.S6, "the driver sleeps on a used buffer: lost interrupt"));
    }
}
