package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;

/**
 * Moving buffers through a virtqueue: add, take, use, get. Here is what both sides do whatever the layout of the ring;
 * a poll that finds nothing ends its side.
 *
 * <p>The driver stores a reply onward before it makes the same buffer available again, as one that copies or passes
 * data up does: the ring has no site that would order its load otherwise.
 */
abstract class RingTransfer {
    final RingFeatures features;
    final SideWriter driver;
    final SideWriter device;
    final List<Condition> staleDescriptors = new ArrayList<>();

    private final RingMemory memory;
    private final List<Condition> staleRequests = new ArrayList<>();
    private final List<Condition> wrongIds = new ArrayList<>();
    private final List<Condition> wrongLengths = new ArrayList<>();
    private final List<Condition> staleReplies = new ArrayList<>();

    RingTransfer(RingMemory memory, RingFeatures features, SideWriter driver, SideWriter device) {
        this.memory = memory;
        this.features = features;
        this.driver = driver;
        this.device = device;
    }

    /** What names a buffer: the id of its used element. */
    abstract int id(int buffer);

    /** Where a buffer lies. */
    abstract int page(int buffer);

    /** The driver adds a buffer and makes it available. */
    abstract void publish(int buffer);

    /** The driver polls once; where it finds the buffer used, it passes its barrier and goes on. */
    abstract void whenUsed(int buffer, Runnable then);

    /** Where the device says which buffer it used, and how much it wrote. */
    abstract Expression usedElement(int buffer);

    /** The device polls once; where it finds the buffer available, it passes its barrier and goes on. */
    abstract void whenAvailable(int buffer, Runnable then);

    /** The device takes a buffer that it found, by {@link #follow}. */
    abstract void take(int buffer, Runnable then);

    /** What the device took the buffer by, when it names it as used. */
    abstract Expression takenId(int buffer);

    /** The device lets the driver see that it used the buffer. */
    abstract void show(int buffer);

    /** Orders the load of a payload that is consumed where it lies. */
    abstract BarrierSite inPlaceSite();

    /** What the driver goes wrong with where a used id is not that of the buffer. */
    abstract String wrongId();

    /**
     * The driver adds {@code buffers} buffers, waiting for a used one where the ring is full, and then gets the rest.
     */
    final void drive(int buffers) {
        driveFrom(0, buffers);
    }

    /** The device takes and completes up to {@code buffers} buffers, looking for each. */
    final void serve(int buffers) {
        serveFrom(0, buffers);
    }

    /** What must not happen in any execution of these. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claim(claims, staleDescriptors, Clause.S3, "the device reads a stale descriptor");
        claim(claims, staleRequests, Clause.S3, "the device reads a payload that is not the current one");
        claim(claims, wrongIds, Clause.S4, wrongId());
        claim(claims, wrongLengths, Clause.S4, "the driver takes a stale used length");
        claim(claims, staleReplies, Clause.S3, "the driver reads a payload that is not the current one");
        return claims;
    }

    static void claim(List<Claim> claims, List<Condition> cases, Clause clause, String finding) {
        if (!cases.isEmpty()) {
            claims.add(new Claim(Facts.any(cases), clause, finding));
        }
    }

    static Expression equal(Expression left, long right) {
        return Expression.binary(Operator.EQUAL, left, constant(right));
    }

    static long value(Expression address) {
        return ((Expression.Constant) address).value();
    }

    private void driveFrom(int buffer, int buffers) {
        int oldest = buffer - memory.slots();
        if (buffer == buffers) {
            getFrom(Math.max(0, oldest), buffers);
        } else if (oldest < 0) {
            publish(buffer);
            driveFrom(buffer + 1, buffers);
        } else {
            get(oldest, () -> {
                // The driver checks the id, so that what it writes next depends on it by control.
                driver.when(equal(register("id" + oldest), id(oldest)), () -> {
                    driver.store(memory.named("taken" + oldest), register("reply" + oldest));
                    publish(buffer);
                    driveFrom(buffer + 1, buffers);
                });
            });
        }
    }

    private void getFrom(int buffer, int buffers) {
        if (buffer < buffers) {
            get(buffer, () -> getFrom(buffer + 1, buffers));
        }
    }

    private void get(int buffer, Runnable then) {
        whenUsed(buffer, () -> {
            driver.load("element" + buffer, usedElement(buffer));
            Expression element = register("element" + buffer);
            driver.assign("id" + buffer, Expression.binary(Operator.AND, element, constant(0xffff)));
            driver.assign("length" + buffer, Expression.binary(Operator.SHIFT_RIGHT, element, constant(16)));
            driver.load("reply" + buffer, memory.reply(page(buffer)));
            driver.assign("got" + buffer, constant(1));
            judgeGot(buffer);
            then.run();
        });
    }

    private void judgeGot(int buffer) {
        Condition got = Facts.equal(driver, "got" + buffer, 1);
        wrongIds.add(Facts.all(got, Facts.differs(driver, "id" + buffer, id(buffer))));
        wrongLengths.add(Facts.all(got, Facts.differs(driver, "length" + buffer, buffer + 1)));
        staleReplies.add(Facts.all(got, Facts.differs(driver, "reply" + buffer, buffer + 1)));
    }

    private void serveFrom(int buffer, int buffers) {
        if (buffer < buffers) {
            whenAvailable(
                    buffer,
                    () -> take(buffer, () -> {
                        use(buffer);
                        serveFrom(buffer + 1, buffers);
                    }));
        }
    }

    /** The device goes by the descriptor that it has just loaded; answers whether it took the buffer. */
    final Condition follow(int buffer, Runnable then) {
        long address = value(memory.request(page(buffer)));
        device.assign("took" + buffer, constant(1));
        // With a wrong descriptor the damage is done, and there is nothing to go on with. The load depends on the
        // address.
        device.when(equal(register("desc" + buffer), address), () -> {
            if (features.inPlace()) {
                device.load("request" + buffer, register("desc" + buffer), inPlaceSite());
            } else {
                device.load("request" + buffer, register("desc" + buffer));
            }
            then.run();
        });
        Condition took = Facts.equal(device, "took" + buffer, 1);
        staleDescriptors.add(Facts.all(took, Facts.differs(device, "desc" + buffer, address)));
        Condition current = Facts.equal(device, "desc" + buffer, address);
        staleRequests.add(Facts.all(took, current, Facts.differs(device, "request" + buffer, buffer + 1)));
        return took;
    }

    private void use(int buffer) {
        if (!features.inPlace()) {
            device.store(memory.named("onward" + buffer), register("request" + buffer));
        }
        device.store(memory.reply(page(buffer)), constant(buffer + 1));
        Expression length = constant(RingMemory.idAndLength(0, buffer + 1));
        device.store(usedElement(buffer), Expression.binary(Operator.ADD, takenId(buffer), length));
        show(buffer);
    }
}
