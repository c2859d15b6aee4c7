package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.differ;
import static dev.fencepost.model.protocol.SideWriter.distance;
import static dev.fencepost.model.protocol.SideWriter.needEvent;
import static dev.fencepost.model.protocol.SideWriter.register;
import static dev.fencepost.model.protocol.SideWriter.wrap;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Observable;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.List;

/**
 * Going to sleep and being woken. One side, the worker, moves its index and decides whether to notify; the other, the
 * sleeper, starts asleep, is woken by a notification, looks for work, asks for the next notification, looks once more
 * and sleeps. Driver and device play both parts: kicks wake the device, interrupts the driver.
 *
 * <p>A notification is a store that the sender's earlier stores go before, as with writel or a trap, and being woken is
 * a full barrier. One that the sleeper has not taken yet is in flight. Ring entries and payload are left out; the
 * barriers around them are not.
 */
final class SplitWakeups {
    /** How the driver asks for interrupts. */
    enum Callbacks {
        /** Off while it works; on by enable_cb before it sleeps (D5). */
        ENABLED_LATE,
        /** Off while it works; on by enable_cb_delayed before it sleeps (D6). */
        DELAYED,
        /** Always on: get_buf moves used_event along (D4). With EVENT_IDX only. */
        ALWAYS_ON
    }

    /** How far from where it is an event index can be. */
    private static final int FARTHEST = 1 << 15;

    private final SplitRingMemory memory;
    private final RingFeatures features;
    private final SideWriter driver;
    private final SideWriter device;

    SplitWakeups(SplitRingMemory memory, RingFeatures features, SideWriter driver, SideWriter device) {
        this.memory = memory;
        this.features = features;
        this.driver = driver;
        this.device = device;
    }

    /** The driver publishes {@code buffers} buffers, one by one, and kicks where the device asks for it. */
    void publish(int buffers) {
        for (int i = 0; i < buffers; i++) {
            int count = i + 1;
            driver.barrier(SplitRingSite.D1);
            driver.store(memory.availIdx(), constant(memory.index(count)), SplitRingSite.D1, SplitRingSite.D2);
            driver.barrier(SplitRingSite.D2);
            Expression field = features.eventIdx() ? memory.availEvent(memory.index(0)) : memory.usedFlags();
            if (features.alwaysKick()) {
                kick(count);
            } else {
                driver.load("event" + i, field, SplitRingSite.D2);
                driver.when(wanted("event" + i, count), () -> kick(count));
            }
        }
    }

    private void kick(int count) {
        driver.beforeNotification();
        driver.store(memory.kick(), constant(count));
    }

    /** The device uses {@code buffers} buffers, one by one, and interrupts where the driver asks for it. */
    void complete(int buffers) {
        for (int i = 0; i < buffers; i++) {
            int count = i + 1;
            take(SplitRingSite.V1);
            device.store(
                    memory.usedIdx(),
                    constant(memory.index(count)),
                    features.inPlace() ? SplitRingSite.V6 : SplitRingSite.V2,
                    SplitRingSite.V2,
                    SplitRingSite.V3);
            device.barrier(SplitRingSite.V3);
            Expression field = features.eventIdx() ? memory.usedEvent(memory.index(0)) : memory.availFlags();
            device.load("event" + i, field, SplitRingSite.V3);
            device.when(wanted("event" + i, count), () -> {
                device.beforeNotification();
                device.store(memory.interrupt(), constant(count));
            });
        }
    }

    /** The barriers that the device passes while it takes and uses a buffer, up to the store to used.idx. */
    private void take(SplitRingSite afterIndex) {
        device.barrier(afterIndex);
        if (features.inPlace()) {
            device.barrier(SplitRingSite.V6);
        }
        device.barrier(SplitRingSite.V2);
    }

    private Expression wanted(String event, int count) {
        return features.eventIdx()
                ? needEvent(register(event), memory.index(count), memory.index(count - 1))
                : Expression.binary(Operator.EQUAL, register(event), constant(0));
    }

    /**
     * The device sleeps, is kicked, takes what there is and goes back to sleep; {@code rounds} looks before sleeping.
     */
    void sleepingDevice(int rounds) {
        startAsleep(device);
        device.load("taken", memory.kick());
        device.when(register("taken"), () -> {
            device.afterWakeup();
            device.assign("asleep", constant(0));
            suppress(device, memory.usedFlags());
            device.load("look0", memory.availIdx(), SplitRingSite.V1);
            device.when(differ(register("look0"), register("last")), () -> {
                take(SplitRingSite.V1);
                device.barrier(SplitRingSite.V3);
                device.assign("last", register("look0"));
            });
            idleDevice(1, rounds);
        });
    }

    private void idleDevice(int round, int rounds) {
        String look = "look" + round;
        if (features.eventIdx()) {
            device.store(memory.availEvent(memory.index(0)), register("last"), SplitRingSite.V4);
        } else {
            device.store(memory.usedFlags(), constant(0), SplitRingSite.V4);
        }
        device.barrier(SplitRingSite.V4);
        device.load(look, memory.availIdx(), SplitRingSite.V4, SplitRingSite.V5);
        device.either(
                differ(register(look), register("last")),
                () -> {
                    if (round < rounds) {
                        suppress(device, memory.usedFlags());
                        take(SplitRingSite.V5);
                        device.barrier(SplitRingSite.V3);
                        device.assign("last", register(look));
                        idleDevice(round + 1, rounds);
                    }
                },
                () -> device.assign("asleep", constant(1)));
    }

    /** The driver sleeps, is interrupted, gets what is used and goes back to sleep, for {@code buffers} in flight. */
    void sleepingDriver(int buffers, Callbacks callbacks) {
        startAsleep(driver);
        driver.load("taken", memory.interrupt());
        driver.when(register("taken"), () -> {
            driver.afterWakeup();
            driver.assign("asleep", constant(0));
            if (callbacks == Callbacks.ALWAYS_ON) {
                getWithCallbacks(0, buffers);
                return;
            }
            disableCallbacks();
            driver.load("look0", memory.usedIdx(), SplitRingSite.D3);
            driver.when(differ(register("look0"), register("last")), () -> {
                driver.barrier(SplitRingSite.D3);
                driver.assign("last", register("look0"));
            });
            if (callbacks == Callbacks.DELAYED) {
                idleDriverDelayed(1, buffers);
            } else {
                idleDriver(1, buffers);
            }
        });
    }

    private void idleDriver(int round, int buffers) {
        String look = "look" + round;
        enableCallbacks(register("last"), SplitRingSite.D5);
        driver.barrier(SplitRingSite.D5);
        driver.load(look, memory.usedIdx(), SplitRingSite.D5);
        sleepUnless(
                differ(register(look), register("last")), look, round, buffers, () -> idleDriver(round + 1, buffers));
    }

    private void idleDriverDelayed(int round, int buffers) {
        String look = "look" + round;
        Expression outstanding = distance(constant(memory.index(buffers)), register("last"));
        Expression threeQuarters = Expression.binary(
                Operator.DIVIDE, Expression.binary(Operator.MULTIPLY, outstanding, constant(3)), constant(4));
        driver.assign("ahead", threeQuarters);
        enableCallbacks(wrap(Expression.binary(Operator.ADD, register("last"), register("ahead"))), SplitRingSite.D6);
        driver.barrier(SplitRingSite.D6);
        driver.load(look, memory.usedIdx(), SplitRingSite.D6);
        Expression more =
                Expression.binary(Operator.GREATER, distance(register(look), register("last")), register("ahead"));
        sleepUnless(more, look, round, buffers, () -> idleDriverDelayed(round + 1, buffers));
    }

    /**
     * The load behind {@code look} is that of enable_cb. The next get_buf loads used.idx again, with D3; that load is
     * left out, and an acquire at D3 must not count for this one.
     */
    private void sleepUnless(Expression more, String look, int round, int rounds, Runnable again) {
        driver.either(
                more,
                () -> {
                    if (round < rounds) {
                        disableCallbacks();
                        driver.barrier(SplitRingSite.D3);
                        driver.assign("last", register(look));
                        again.run();
                    }
                },
                () -> driver.assign("asleep", constant(1)));
    }

    /** get_buf, with callbacks on, until it finds nothing. */
    private void getWithCallbacks(int got, int buffers) {
        String look = "look" + got;
        // D4 lies between the store of the previous get_buf and this load.
        if (got == 0) {
            driver.load(look, memory.usedIdx(), SplitRingSite.D3);
        } else {
            driver.load(look, memory.usedIdx(), SplitRingSite.D3, SplitRingSite.D4);
        }
        driver.either(
                differ(register(look), register("last")),
                () -> {
                    driver.barrier(SplitRingSite.D3);
                    driver.assign("last", constant(memory.index(got + 1)));
                    driver.store(memory.usedEvent(memory.index(0)), register("last"), SplitRingSite.D4);
                    driver.barrier(SplitRingSite.D4);
                    if (got < buffers) {
                        getWithCallbacks(got + 1, buffers);
                    }
                },
                () -> driver.assign("asleep", constant(1)));
    }

    private void enableCallbacks(Expression event, SplitRingSite site) {
        if (features.eventIdx()) {
            driver.store(memory.usedEvent(memory.index(0)), event, site);
        } else {
            driver.store(memory.availFlags(), constant(0), site);
        }
    }

    /** With EVENT_IDX by an event index that is not passed for long: a hint, which one that was passed is as well. */
    private void disableCallbacks() {
        if (features.eventIdx()) {
            Expression farthest = Expression.binary(Operator.ADD, register("last"), constant(FARTHEST));
            driver.store(memory.usedEvent(memory.index(0)), wrap(farthest));
        } else {
            suppress(driver, memory.availFlags());
        }
    }

    private void suppress(SideWriter side, Expression flags) {
        if (!features.eventIdx()) {
            side.store(flags, constant(1));
        }
    }

    private void startAsleep(SideWriter sleeper) {
        sleeper.starts("asleep", 1);
        sleeper.starts("last", memory.index(0));
    }

    /** S6 for the device: asleep, a buffer not taken, and no kick that it has not taken. */
    Claim lostKick(int buffers) {
        return lost(device, memory.at(memory.kick()), buffers, "the device sleeps on an available buffer: lost kick");
    }

    /** S6 for the driver. */
    Claim lostInterrupt(int buffers) {
        return lost(
                driver, memory.at(memory.interrupt()), buffers, "the driver sleeps on a used buffer: lost interrupt");
    }

    private Claim lost(SideWriter sleeper, Observable notification, int buffers, String finding) {
        Condition nothingInFlight = Facts.same(notification, Facts.register(sleeper, "taken"));
        Condition bad = new Condition.All(List.of(
                Facts.equal(sleeper, "asleep", 1),
                Facts.differs(sleeper, "last", memory.index(buffers)),
                nothingInFlight));
        return new Claim(bad, Clause.S6, finding);
    }
}
