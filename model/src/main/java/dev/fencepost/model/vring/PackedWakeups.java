package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.Locations;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.List;

/**
 * Going to sleep and being woken, as in {@link SplitWakeups}, on a packed ring. Each side looks at one slot, the next;
 * the worker decides after each descriptor, so that the position that it passed is the one before.
 */
final class PackedWakeups {
    /** How the driver asks for interrupts. */
    enum Callbacks {
        /** Off while it works; on by enable_cb before it sleeps. */
        ENABLED_LATE,
        /** Off while it works; on by enable_cb_delayed before it sleeps. */
        DELAYED,
        /** Always on: get_buf moves the event position along (PD4). With EVENT_IDX only. */
        ALWAYS_ON
    }

    private final PackedRingMemory memory;
    private final RingFeatures features;
    private final SideWriter driver;
    private final SideWriter device;
    private final int buffers;

    PackedWakeups(PackedRingMemory memory, RingFeatures features, SideWriter driver, SideWriter device, int buffers) {
        this.memory = memory;
        this.features = features;
        this.driver = driver;
        this.device = device;
        this.buffers = buffers;
    }

    // ---- Kicks.

    /** The driver makes buffers available, one by one, and kicks where the device asks for it. */
    void publish() {
        for (int i = 0; i < buffers; i++) {
            int count = i + 1;
            driver.barrier(PackedRingSite.PD1);
            driver.store(memory.flags(i), constant(memory.available(i)), PackedRingSite.PD1, PackedRingSite.PD2);
            driver.barrier(PackedRingSite.PD2);
            if (features.alwaysKick()) {
                kick(count);
            } else {
                driver.load("event" + i, deviceEvent(), PackedRingSite.PD2);
                driver.when(isOneOf(register("event" + i), ask(i), 0), () -> kick(count));
            }
        }
    }

    private void kick(int count) {
        driver.beforeNotification();
        driver.store(memory.kick(), constant(count));
    }

    /** The device sleeps, is kicked, takes what there is and goes back to sleep. */
    void sleepingDevice() {
        startAsleep(device);
        deviceEvent();
        device.load("taken", memory.kick());
        device.when(register("taken"), () -> {
            device.afterWakeup();
            device.assign("asleep", constant(0));
            device.store(deviceEvent(), constant(PackedRingMemory.event(PackedRingMemory.DISABLE, 0)));
            serve(0, 0);
        });
    }

    private Expression deviceEvent() {
        return memory.deviceEvent(ask(0));
    }

    /** What the device's structure says where it wants to be told of descriptor number {@code count}. */
    private long ask(int count) {
        return features.eventIdx()
                ? PackedRingMemory.event(PackedRingMemory.DESC, memory.position(count))
                : PackedRingMemory.event(PackedRingMemory.ENABLE, 0);
    }

    private void serve(int at, int looks) {
        String avail = "avail" + at + looks;
        device.load(avail, memory.flags(at), PackedRingSite.PV1);
        device.either(
                equal(register(avail), memory.available(at)),
                () -> {
                    device.barrier(PackedRingSite.PV1);
                    PackedTransfer.show(memory, features, device, at);
                    device.assign("last", constant(at + 1));
                    if (at + 1 < buffers) {
                        serve(at + 1, looks);
                    } else {
                        idleDevice(at + 1, looks);
                    }
                },
                () -> idleDevice(at, looks));
    }

    private void idleDevice(int at, int looks) {
        String look = "look" + at + looks;
        device.store(deviceEvent(), constant(ask(at)), PackedRingSite.PV4);
        device.barrier(PackedRingSite.PV4);
        device.load(look, memory.flags(at), PackedRingSite.PV4);
        device.either(
                equal(register(look), memory.available(at)),
                () -> {
                    if (looks < buffers) {
                        device.store(deviceEvent(), constant(PackedRingMemory.event(PackedRingMemory.DISABLE, 0)));
                        serve(at, looks + 1);
                    }
                },
                () -> device.assign("asleep", constant(1)));
    }

    // ---- Interrupts.

    /** The device uses buffers, one by one, and interrupts where the driver asks for it. */
    void complete() {
        for (int i = 0; i < buffers; i++) {
            int count = i + 1;
            PackedTransfer.show(memory, features, device, i);
            if (features.eventIdx()) {
                decideByPosition(i, () -> interrupt(count));
            } else {
                device.load("flags" + i, driverFlags(), PackedRingSite.PV3);
                device.when(equal(register("flags" + i), PackedRingMemory.ENABLE), () -> interrupt(count));
            }
        }
    }

    private void interrupt(int count) {
        device.beforeNotification();
        device.store(memory.interrupt(), constant(count));
    }

    private void decideByPosition(int number, Runnable wanted) {
        device.load("flags" + number, driverFlags(), PackedRingSite.PV3, PackedRingSite.PV5);
        device.when(equal(register("flags" + number), PackedRingMemory.DESC), () -> {
            device.barrier(PackedRingSite.PV5);
            device.load("position" + number, driverOffWrap());
            device.when(equal(register("position" + number), memory.position(number)), wanted);
        });
    }

    /** The driver sleeps, is interrupted, gets what is used and goes back to sleep. */
    void sleepingDriver(Callbacks callbacks) {
        startAsleep(driver);
        driverFlags();
        if (features.eventIdx()) {
            driverOffWrap();
        }
        driver.load("taken", memory.interrupt());
        driver.when(register("taken"), () -> {
            driver.afterWakeup();
            driver.assign("asleep", constant(0));
            if (callbacks == Callbacks.ALWAYS_ON) {
                getWithCallbacks(0);
            } else {
                driver.store(driverFlags(), constant(PackedRingMemory.DISABLE));
                get(0, 0, callbacks);
            }
        });
    }

    private Expression driverFlags() {
        return memory.driverFlags(features.eventIdx() ? PackedRingMemory.DESC : PackedRingMemory.ENABLE);
    }

    private Expression driverOffWrap() {
        return memory.driverOffWrap(memory.position(0));
    }

    private void get(int at, int looks, Callbacks callbacks) {
        String used = "used" + at + looks;
        driver.load(used, memory.flags(at), PackedRingSite.PD3);
        driver.either(
                equal(register(used), memory.used(at)),
                () -> {
                    driver.barrier(PackedRingSite.PD3);
                    driver.assign("last", constant(at + 1));
                    if (at + 1 < buffers) {
                        get(at + 1, looks, callbacks);
                    } else {
                        idleDriver(at + 1, looks, callbacks);
                    }
                },
                () -> idleDriver(at, looks, callbacks));
    }

    private void idleDriver(int at, int looks, Callbacks callbacks) {
        String look = "look" + at + looks;
        if (features.eventIdx()) {
            int ahead = callbacks == Callbacks.DELAYED ? (buffers - at) * 3 / 4 : 0;
            driver.store(driverOffWrap(), constant(memory.position(at + ahead)));
            driver.barrier(PackedRingSite.PD5);
            driver.store(driverFlags(), constant(PackedRingMemory.DESC), PackedRingSite.PD5, PackedRingSite.PD6);
        } else {
            driver.store(driverFlags(), constant(PackedRingMemory.ENABLE), PackedRingSite.PD6);
        }
        driver.barrier(PackedRingSite.PD6);
        driver.load(look, memory.flags(at), PackedRingSite.PD6);
        driver.either(
                equal(register(look), memory.used(at)),
                () -> {
                    if (looks < buffers) {
                        driver.store(driverFlags(), constant(PackedRingMemory.DISABLE));
                        get(at, looks + 1, callbacks);
                    }
                },
                () -> driver.assign("asleep", constant(1)));
    }

    /** get_buf, with callbacks on, until it finds nothing. */
    private void getWithCallbacks(int at) {
        String used = "used" + at;
        // PD4 lies between the store of the previous get_buf and this load.
        if (at == 0) {
            driver.load(used, memory.flags(at), PackedRingSite.PD3);
        } else {
            driver.load(used, memory.flags(at), PackedRingSite.PD3, PackedRingSite.PD4);
        }
        driver.either(
                equal(register(used), memory.used(at)),
                () -> {
                    driver.barrier(PackedRingSite.PD3);
                    driver.assign("last", constant(at + 1));
                    driver.store(driverOffWrap(), constant(memory.position(at + 1)), PackedRingSite.PD4);
                    driver.barrier(PackedRingSite.PD4);
                    if (at < buffers) {
                        getWithCallbacks(at + 1);
                    }
                },
                () -> driver.assign("asleep", constant(1)));
    }

    // ---- Positions.

    /** A driver that asks by position after a time in which it did not, and a device that decides meanwhile. */
    Claim stalePosition() {
        Expression flags = memory.driverFlags(PackedRingMemory.DISABLE);
        Expression position = memory.driverOffWrap(0);
        driver.store(position, constant(memory.position(0)));
        driver.barrier(PackedRingSite.PD5);
        driver.store(flags, constant(PackedRingMemory.DESC), PackedRingSite.PD5, PackedRingSite.PD6);
        driver.barrier(PackedRingSite.PD6);
        device.load("flags0", flags, PackedRingSite.PV3, PackedRingSite.PV5);
        device.when(equal(register("flags0"), PackedRingMemory.DESC), () -> {
            device.barrier(PackedRingSite.PV5);
            device.load("position0", position);
            device.assign("decided", constant(1));
        });
        Condition bad =
                Facts.all(Facts.equal(device, "decided", 1), Facts.differs(device, "position0", memory.position(0)));
        return new Claim(
                bad, Clause.P5, "the device compares with a position that is older than the flags that ask for it");
    }

    // ---- What must not happen.

    private void startAsleep(SideWriter sleeper) {
        sleeper.starts("asleep", 1);
        sleeper.starts("last", 0);
    }

    /** S6 for the device: asleep, a buffer not taken, and no kick that it has not taken. */
    Claim lostKick() {
        return lost(device, memory.kick(), "the device sleeps on an available buffer: lost kick");
    }

    /** S6 for the driver. */
    Claim lostInterrupt() {
        return lost(driver, memory.interrupt(), "the driver sleeps on a used buffer: lost interrupt");
    }

    private Claim lost(SideWriter sleeper, Expression notification, String finding) {
        Condition nothingInFlight = Facts.same(Locations.at(notification), Facts.register(sleeper, "taken"));
        Condition bad = new Condition.All(
                List.of(Facts.equal(sleeper, "asleep", 1), Facts.differs(sleeper, "last", buffers), nothingInFlight));
        return new Claim(bad, Clause.S6, finding);
    }

    private static Expression equal(Expression left, long right) {
        return Expression.binary(Operator.EQUAL, left, constant(right));
    }

    /** Whether it is one of two values. */
    private static Expression isOneOf(Expression left, long one, long other) {
        return Expression.binary(
                Operator.NOT_EQUAL, Expression.binary(Operator.ADD, equal(left, one), equal(left, other)), constant(0));
    }
}
