package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.differ;
import static dev.fencepost.model.protocol.SideWriter.distance;
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
 * Moving buffers through a split virtqueue: add, take, use, get. Each step is written where the Linux driver and vhost
 * have it (VIRTIO 1.3 sections 2.7.13 and 2.7.14); a poll that finds nothing ends its side.
 *
 * <p>The driver stores a reply onward before it makes the same buffer available again, as one that copies or passes
 * data up does: the ring has no site that would order its load otherwise.
 */
final class SplitTransfer {
    private final SplitRingMemory memory;
    private final RingFeatures features;
    private final SideWriter driver;
    private final SideWriter device;
    private final List<Condition> staleHeads = new ArrayList<>();
    private final List<Condition> staleDescriptors = new ArrayList<>();
    private final List<Condition> staleRequests = new ArrayList<>();
    private final List<Condition> wrongIds = new ArrayList<>();
    private final List<Condition> wrongLengths = new ArrayList<>();
    private final List<Condition> staleReplies = new ArrayList<>();

    SplitTransfer(SplitRingMemory memory, RingFeatures features, SideWriter driver, SideWriter device) {
        this.memory = memory;
        this.features = features;
        this.driver = driver;
        this.device = device;
    }

    /**
     * The driver adds {@code buffers} buffers, waiting for a used one where the ring is full, and then gets the rest.
     */
    void drive(int buffers) {
        driveFrom(0, buffers);
    }

    /** The device takes and completes up to {@code buffers} buffers, reading avail.idx for each. */
    void serve(int buffers) {
        serveFrom(0, buffers);
    }

    /** The driver only adds; there must be room. */
    void add(int buffers) {
        for (int i = 0; i < buffers; i++) {
            publish(i);
        }
    }

    /** The device, about to sleep, finds {@code buffers} buffers and takes them by the index it has just read. */
    void serveCached(int buffers) {
        if (features.eventIdx()) {
            device.store(memory.availEvent(memory.index(0)), constant(memory.index(0)), SplitRingSite.V4);
        } else {
            device.store(memory.usedFlags(), constant(0), SplitRingSite.V4);
        }
        device.barrier(SplitRingSite.V4);
        device.load("kept", memory.availIdx(), SplitRingSite.V4, SplitRingSite.V5);
        takeKept(0, buffers);
    }

    /** What must not happen in any execution of these. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claim(claims, staleHeads, Clause.S3, "the device takes a stale head from the avail ring");
        claim(claims, staleDescriptors, Clause.S3, "the device reads a stale descriptor");
        claim(claims, staleRequests, Clause.S3, "the device reads a payload that is not the current one");
        claim(claims, wrongIds, Clause.S4, "the driver takes a used id that is not a head in flight");
        claim(claims, wrongLengths, Clause.S4, "the driver takes a stale used length");
        claim(claims, staleReplies, Clause.S3, "the driver reads a payload that is not the current one");
        return claims;
    }

    private static void claim(List<Claim> claims, List<Condition> cases, Clause clause, String finding) {
        if (!cases.isEmpty()) {
            claims.add(new Claim(Facts.any(cases), clause, finding));
        }
    }

    /** Descriptors are handed out from the end, so that the first head is not the 0 that memory starts with. */
    private int head(int buffer) {
        return memory.slots() - 1 - buffer % memory.slots();
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
                driver.when(Expression.binary(Operator.EQUAL, register("id" + oldest), constant(head(oldest))), () -> {
                    driver.store(memory.named("taken" + oldest), register("reply" + oldest));
                    publish(buffer);
                    driveFrom(buffer + 1, buffers);
                });
            });
        }
    }

    private void publish(int buffer) {
        int count = memory.index(buffer + 1);
        driver.store(memory.request(head(buffer)), constant(buffer + 1));
        driver.store(memory.descriptor(head(buffer)), memory.request(head(buffer)));
        driver.store(memory.availRing(buffer), constant(head(buffer)));
        driver.barrier(SplitRingSite.D1);
        driver.store(memory.availIdx(), constant(count), SplitRingSite.D1, SplitRingSite.D2);
        driver.barrier(SplitRingSite.D2);
    }

    private void getFrom(int buffer, int buffers) {
        if (buffer < buffers) {
            get(buffer, () -> getFrom(buffer + 1, buffers));
        }
    }

    private void get(int buffer, Runnable then) {
        String used = "used" + buffer;
        driver.load(used, memory.usedIdx(), SplitRingSite.D3);
        driver.when(differ(register(used), constant(memory.index(buffer))), () -> {
            driver.barrier(SplitRingSite.D3);
            driver.load("element" + buffer, memory.usedRing(buffer));
            driver.assign(
                    "id" + buffer, Expression.binary(Operator.AND, register("element" + buffer), constant(0xffff)));
            driver.assign(
                    "length" + buffer,
                    Expression.binary(Operator.SHIFT_RIGHT, register("element" + buffer), constant(16)));
            driver.load("reply" + buffer, memory.reply(head(buffer)));
            driver.assign("got" + buffer, constant(1));
            judgeGot(buffer);
            then.run();
        });
    }

    private void judgeGot(int buffer) {
        Condition got = Facts.equal(driver, "got" + buffer, 1);
        wrongIds.add(Facts.all(got, Facts.differs(driver, "id" + buffer, head(buffer))));
        wrongLengths.add(Facts.all(got, Facts.differs(driver, "length" + buffer, buffer + 1)));
        staleReplies.add(Facts.all(got, Facts.differs(driver, "reply" + buffer, buffer + 1)));
    }

    private void serveFrom(int buffer, int buffers) {
        if (buffer < buffers) {
            String avail = "avail" + buffer;
            device.load(avail, memory.availIdx(), SplitRingSite.V1);
            device.when(differ(register(avail), constant(memory.index(buffer))), () -> {
                device.barrier(SplitRingSite.V1);
                take(buffer, () -> {
                    use(buffer);
                    serveFrom(buffer + 1, buffers);
                });
            });
        }
    }

    private void takeKept(int buffer, int buffers) {
        if (buffer < buffers) {
            Expression available = distance(register("kept"), constant(memory.index(0)));
            device.when(Expression.binary(Operator.GREATER, available, constant(buffer)), () -> {
                if (buffer == 0) {
                    device.barrier(SplitRingSite.V5);
                }
                take(buffer, () -> takeKept(buffer + 1, buffers));
            });
        }
    }

    private void take(int buffer, Runnable then) {
        device.load("head" + buffer, memory.availRing(buffer));
        device.load("desc" + buffer, memory.descriptor(register("head" + buffer)));
        device.assign("took" + buffer, constant(1));
        // With a wrong descriptor the damage is done, and there is nothing to go on with. The load depends on the
        // address.
        long address = ((Expression.Constant) memory.request(head(buffer))).value();
        device.when(Expression.binary(Operator.EQUAL, register("desc" + buffer), constant(address)), () -> {
            if (features.inPlace()) {
                device.load("request" + buffer, register("desc" + buffer), SplitRingSite.V6);
            } else {
                device.load("request" + buffer, register("desc" + buffer));
            }
            then.run();
        });
        Condition took = Facts.equal(device, "took" + buffer, 1);
        staleHeads.add(Facts.all(took, Facts.differs(device, "head" + buffer, head(buffer))));
        staleDescriptors.add(Facts.all(took, Facts.differs(device, "desc" + buffer, address)));
        Condition current = Facts.equal(device, "desc" + buffer, address);
        staleRequests.add(Facts.all(took, current, Facts.differs(device, "request" + buffer, buffer + 1)));
    }

    private void use(int buffer) {
        if (!features.inPlace()) {
            device.store(memory.named("onward" + buffer), register("request" + buffer));
        }
        device.store(memory.reply(head(buffer)), constant(buffer + 1));
        Expression length = constant(SplitRingMemory.usedElement(0, buffer + 1));
        device.store(memory.usedRing(buffer), Expression.binary(Operator.ADD, register("head" + buffer), length));
        if (features.inPlace()) {
            device.barrier(SplitRingSite.V6);
        }
        device.barrier(SplitRingSite.V2);
        device.store(
                memory.usedIdx(),
                constant(memory.index(buffer + 1)),
                features.inPlace() ? SplitRingSite.V6 : SplitRingSite.V2,
                SplitRingSite.V2,
                SplitRingSite.V3);
        device.barrier(SplitRingSite.V3);
    }
}
