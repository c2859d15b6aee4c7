package dev.fencepost.model.msix;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Locations;
import dev.fencepost.model.protocol.SideWriter;

/**
 * What a thread does to one vector of a capability without a lock, access by access. Registers of interest in the end:
 * {@code sent}, how often the thread sent, and {@code address} and {@code data}, what it said.
 */
final class MsixSteps {
    /** Who raises events. */
    static final Role DEVICE = new Role("device", Side.DEVICE);

    /** Who accesses table and configuration. */
    static final Role SOFTWARE = new Role("software", Side.DRIVER);

    static final int MASKED = 1;
    static final int PENDING = 2;
    static final int SENDING = 4;
    static final int ORPHAN = 8;
    static final int USE = 1 << 16;
    static final int OPEN = 1;
    static final int CLOSED = 3;

    private final SideWriter thread;
    private final Expression state;
    private final Expression function;
    private final Locations memory;

    /** With the vector's word and the function's as they are at first. */
    MsixSteps(SideWriter thread, Locations memory, int state, int function) {
        this.thread = thread;
        this.memory = memory;
        this.state = memory.single("state", state);
        this.function = memory.single("function", function);
        thread.starts("sent", 0);
    }

    /**
     * An event: claims the vector and sends, or leaves it pending.
     *
     * @param failures how often its compare-and-exchange fails at most
     * @param laterFailures how often that does which gives the vector back
     * @param wholeMessage whether address and data are one location
     */
    void event(int failures, int laterFailures, boolean wholeMessage) {
        thread.starts("claimed", 0);
        attempt(failures, () -> {
            thread.load("seen", state);
            thread.either(
                    bits("seen", MASKED | SENDING),
                    () -> thread.compareExchange("was", state, register("seen"), or("seen", PENDING), Mode.RELEASE),
                    () -> {
                        thread.compareExchange(
                                "was", state, register("seen"), moved(PENDING, SENDING), Mode.RELEASE, MsixSite.I1);
                        thread.assign("claimed", same("was", "seen"));
                    });
        });
        thread.when(register("claimed"), () -> deliver(laterFailures, wholeMessage, true));
    }

    /** A compare-and-exchange of {@code was} and {@code seen} that is tried again where another can make it fail. */
    private void attempt(int failures, Runnable exchange) {
        if (failures == 0) {
            exchange.run();
        } else {
            thread.loop(failures, exchange, SideWriter.differ(register("was"), register("seen")), () -> {});
        }
    }

    /** Sends what is claimed, if the function lets it; else leaves it pending and looks again. */
    private void deliver(int failures, boolean wholeMessage, boolean again) {
        thread.barrier(MsixSite.I1);
        thread.load("function", function, MsixSite.I1, MsixSite.I3);
        thread.either(
                equal("function", OPEN),
                () -> {
                    thread.barrier(MsixSite.I3);
                    send(wholeMessage);
                    giveBack(failures, 0);
                },
                () -> {
                    giveBack(failures, PENDING);
                    thread.when(equal("left", PENDING | USE), () -> {
                        thread.barrier(MsixSite.I2);
                        if (again) {
                            claim(MsixSite.I2, failures, wholeMessage);
                        }
                    });
                });
    }

    private void send(boolean wholeMessage) {
        if (wholeMessage) {
            thread.load("data", memory.single("message", 0));
        } else {
            thread.load("address", memory.single("address", 0));
            thread.load("data", memory.single("data", 0));
        }
        thread.assign("sent", Expression.binary(Operator.ADD, register("sent"), constant(1)));
    }

    private void giveBack(int failures, int pending) {
        attempt(failures, () -> {
            thread.load("seen", state);
            thread.assign(
                    "left",
                    Expression.binary(Operator.OR, without(register("seen"), SENDING | ORPHAN), constant(pending)));
            thread.compareExchange("was", state, register("seen"), register("left"), Mode.RELEASE);
        });
        if (failures > 0) { // only who masks makes orphans
            thread.when(
                    bits("seen", ORPHAN), () -> thread.fetch(Operator.ADD, "", orphans(), constant(-1), Mode.RELEASE));
        }
    }

    /**
     * Claims the vector if its message is due, and sends. Whoever fails has lost the message to another.
     *
     * @param site whose full barrier comes before these loads
     */
    private void claim(MsixSite site, int failures, boolean wholeMessage) {
        thread.load("seen", state, site);
        thread.when(equal("seen", PENDING | USE), () -> {
            thread.load("function", function, site);
            thread.when(equal("function", OPEN), () -> {
                thread.compareExchange(
                        "was", state, register("seen"), moved(PENDING, SENDING), Mode.ACQUIRE, MsixSite.I1);
                thread.when(same("was", "seen"), () -> deliver(failures, wholeMessage, false));
            });
        });
    }

    /** Opens the function and sends what is pending. */
    void openFunction() {
        thread.load("before", function);
        thread.barrier(MsixSite.U2);
        thread.store(function, constant(OPEN), MsixSite.U1, MsixSite.U2);
        thread.barrier(MsixSite.U1);
        claim(MsixSite.U1, 0, true);
    }

    /** Closes the function; {@code quiet} becomes 1 if nobody is sending any more. */
    void closeFunction() {
        thread.load("before", function);
        thread.store(function, constant(CLOSED), MsixSite.U3);
        thread.barrier(MsixSite.U3);
        thread.load("function", function);
        thread.loadAcquire("seen", state);
        thread.assign("quiet", Expression.binary(Operator.EQUAL, bits("seen", SENDING), constant(0)));
    }

    /** Opens the vector and sends what is pending. */
    void unmask() {
        thread.barrier(MsixSite.U2);
        thread.fetch(Operator.AND, "masked", state, constant(~MASKED), Mode.ACQUIRE, MsixSite.U2, MsixSite.U4);
        thread.when(
                Expression.binary(Operator.EQUAL, bits("masked", MASKED | PENDING), constant(MASKED | PENDING)), () -> {
                    thread.barrier(MsixSite.U4);
                    claim(MsixSite.U4, 0, true);
                });
    }

    /** Masks the vector, marking a message that is being sent. */
    void mask(int failures) {
        thread.loop(
                failures,
                () -> {
                    thread.load("seen", state);
                    thread.assign(
                            "orphan",
                            Expression.binary(Operator.EQUAL, bits("seen", SENDING | ORPHAN), constant(SENDING)));
                    thread.when(
                            register("orphan"),
                            () -> thread.fetch(Operator.ADD, "", orphans(), constant(1), Mode.RELEASE));
                    Expression mark = Expression.binary(Operator.MULTIPLY, register("orphan"), constant(ORPHAN));
                    thread.compareExchange(
                            "was",
                            state,
                            register("seen"),
                            Expression.binary(Operator.OR, or("seen", MASKED), mark),
                            Mode.ACQUIRE);
                    thread.assign("again", SideWriter.differ(register("was"), register("seen")));
                    thread.when(
                            Expression.binary(Operator.LOGICAL_AND, register("again"), register("orphan")),
                            () -> thread.fetch(Operator.ADD, "", orphans(), constant(-1), Mode.RELEASE));
                },
                register("again"),
                () -> {});
    }

    /** The number of messages that a mask has overtaken. */
    Expression orphans() {
        return memory.single("orphans", 0);
    }

    private static Expression equal(String register, int value) {
        return Expression.binary(Operator.EQUAL, register(register), constant(value));
    }

    private static Expression same(String left, String right) {
        return Expression.binary(Operator.EQUAL, register(left), register(right));
    }

    static Expression bits(String register, int mask) {
        return Expression.binary(Operator.AND, register(register), constant(mask));
    }

    private static Expression or(String register, int bits) {
        return Expression.binary(Operator.OR, register(register), constant(bits));
    }

    private static Expression without(Expression value, int bits) {
        return Expression.binary(Operator.AND, value, constant(~bits));
    }

    private static Expression moved(int from, int to) {
        return Expression.binary(Operator.OR, without(register("seen"), from), constant(to));
    }
}
