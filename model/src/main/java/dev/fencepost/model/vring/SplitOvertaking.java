package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.differ;
import static dev.fencepost.model.protocol.SideWriter.needEvent;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * The wakeup races with EVENT_IDX where a notification takes effect at once, past stores that are still on their way.
 * Such a notification is no store. What it is instead is a look at whether the sleeper has woken yet: if not, this is
 * what wakes it, and it is used up; if so, it is still in flight. The sleeper wakes exactly once, and a wakeup that
 * nobody asked for is legal.
 */
final class SplitOvertaking {
    private final SplitRingMemory memory;
    private final SideWriter driver;
    private final SideWriter device;

    SplitOvertaking(SplitRingMemory memory, SideWriter driver, SideWriter device) {
        this.memory = memory;
        this.driver = driver;
        this.device = device;
    }

    /** The driver publishes and kicks; the device wakes, takes, and goes back to sleep. */
    Claim kick(int buffers) {
        Expression event = memory.availEvent(memory.index(0));
        work(driver, buffers, memory.availIdx(), event, SplitRingSite.D2);
        sleep(device, buffers, memory.availIdx(), event, SplitRingSite.V4);
        return lost(driver, device, buffers, "the device sleeps on an available buffer: lost kick");
    }

    /** The device completes and interrupts; the driver wakes, gets, and goes back to sleep. */
    Claim interrupt(int buffers) {
        Expression event = memory.usedEvent(memory.index(0));
        work(device, buffers, memory.usedIdx(), event, SplitRingSite.V3);
        sleep(driver, buffers, memory.usedIdx(), event, SplitRingSite.D5);
        return lost(device, driver, buffers, "the driver sleeps on a used buffer: lost interrupt");
    }

    private void work(SideWriter worker, int buffers, Expression index, Expression event, SplitRingSite site) {
        for (int i = 0; i < buffers; i++) {
            int number = i;
            worker.store(index, constant(memory.index(i + 1)), site);
            worker.barrier(site);
            worker.load("event" + i, event, site);
            worker.when(needEvent(register("event" + i), memory.index(i + 1), memory.index(i)), () -> {
                worker.assign("notified" + number, constant(1));
                worker.load("awake" + number, memory.named("awake"));
            });
        }
    }

    private void sleep(SideWriter sleeper, int buffers, Expression index, Expression event, SplitRingSite site) {
        sleeper.store(memory.named("awake"), constant(1));
        sleeper.afterWakeup();
        sleeper.load("last", index);
        look(sleeper, 0, buffers, index, event, site);
    }

    private void look(
            SideWriter sleeper, int round, int buffers, Expression index, Expression event, SplitRingSite site) {
        String look = "look" + round;
        sleeper.store(event, register("last"), site);
        sleeper.barrier(site);
        sleeper.load(look, index, site);
        sleeper.either(
                differ(register(look), register("last")),
                () -> {
                    if (round < buffers) {
                        sleeper.assign("last", register(look));
                        look(sleeper, round + 1, buffers, index, event, site);
                    }
                },
                () -> sleeper.assign("asleep", constant(1)));
    }

    private Claim lost(SideWriter worker, SideWriter sleeper, int buffers, String finding) {
        List<Condition> parts = new ArrayList<>();
        parts.add(Facts.equal(sleeper, "asleep", 1));
        parts.add(Facts.differs(sleeper, "last", memory.index(buffers)));
        for (int i = 0; i < buffers; i++) {
            Condition inFlight = Facts.all(Facts.equal(worker, "notified" + i, 1), Facts.equal(worker, "awake" + i, 1));
            parts.add(new Condition.Not(inFlight));
        }
        return new Claim(new Condition.All(parts), Clause.S6, finding);
    }
}
