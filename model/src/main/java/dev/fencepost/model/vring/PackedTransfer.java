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
 * Moving buffers through a packed virtqueue: add, take, use, get. Each step is written where the Linux driver and QEMU
 * have it (VIRTIO 1.3 sections 2.8.21 and 2.8.22); a poll that finds nothing ends its side. A slot goes to and fro: the
 * device writes id, length and flags where the driver wrote them.
 *
 * <p>The driver stores a reply onward before it makes the same buffer available again, as in {@link SplitTransfer}.
 */
final class PackedTransfer {
    /** Bytes of a buffer. */
    private static final int LENGTH = 8;

    private final PackedRingMemory memory;
    private final RingFeatures features;
    private final SideWriter driver;
    private final SideWriter device;
    private final List<Condition> staleDescriptors = new ArrayList<>();
    private final List<Condition> staleRequests = new ArrayList<>();
    private final List<Condition> partialLists = new ArrayList<>();
    private final List<Condition> wrongIds = new ArrayList<>();
    private final List<Condition> wrongLengths = new ArrayList<>();
    private final List<Condition> staleReplies = new ArrayList<>();

    PackedTransfer(PackedRingMemory memory, RingFeatures features, SideWriter driver, SideWriter device) {
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

    /** The device takes and completes up to {@code buffers} buffers. */
    void serve(int buffers) {
        serveFrom(0, buffers);
    }

    /** One buffer that is a list of two descriptors, with its id in the second. */
    void list() {
        driver.store(memory.address(0), memory.request(0));
        driver.store(memory.address(1), memory.request(1));
        driver.store(memory.id(1), constant(PackedRingMemory.idAndLength(id(0), LENGTH)));
        driver.store(memory.flags(1), constant(memory.available(1)));
        driver.barrier(PackedRingSite.PD1);
        driver.store(memory.flags(0), constant(memory.available(0)), PackedRingSite.PD1);
        device.load("head", memory.flags(0), PackedRingSite.PV1);
        device.when(equal(register("head"), memory.available(0)), () -> {
            device.barrier(PackedRingSite.PV1);
            device.load("desc0", memory.address(0));
            device.load("flags1", memory.flags(1));
            device.load("desc1", memory.address(1));
            device.load("last", memory.id(1));
            device.assign("took", constant(1));
        });
        Condition took = Facts.equal(device, "took", 1);
        partialLists.add(Facts.all(took, Facts.differs(device, "flags1", memory.available(1))));
        partialLists.add(Facts.all(took, Facts.differs(device, "desc1", value(memory.request(1)))));
        partialLists.add(Facts.all(took, Facts.differs(device, "last", PackedRingMemory.idAndLength(id(0), LENGTH))));
    }

    /** What must not happen in any execution of these. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claim(claims, partialLists, Clause.P3, "the device takes a list of which a part is missing");
        claim(claims, staleDescriptors, Clause.S3, "the device reads a stale descriptor");
        claim(claims, staleRequests, Clause.S3, "the device reads a payload that is not the current one");
        claim(claims, wrongIds, Clause.S4, "the driver takes a used id that names no buffer in flight");
        claim(claims, wrongLengths, Clause.S4, "the driver takes a stale used length");
        claim(claims, staleReplies, Clause.S3, "the driver reads a payload that is not the current one");
        return claims;
    }

    private static void claim(List<Claim> claims, List<Condition> cases, Clause clause, String finding) {
        if (!cases.isEmpty()) {
            claims.add(new Claim(Facts.any(cases), clause, finding));
        }
    }

    private static Expression equal(Expression left, long right) {
        return Expression.binary(Operator.EQUAL, left, constant(right));
    }

    private static long value(Expression address) {
        return ((Expression.Constant) address).value();
    }

    /** Not the 0 that memory starts with. */
    private int id(int buffer) {
        return page(buffer) + 1;
    }

    private int page(int buffer) {
        return buffer % memory.slots();
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

    private void publish(int buffer) {
        driver.store(memory.request(page(buffer)), constant(buffer + 1));
        driver.store(memory.address(buffer), memory.request(page(buffer)));
        driver.store(memory.id(buffer), constant(PackedRingMemory.idAndLength(id(buffer), LENGTH)));
        driver.barrier(PackedRingSite.PD1);
        driver.store(memory.flags(buffer), constant(memory.available(buffer)), PackedRingSite.PD1, PackedRingSite.PD2);
        driver.barrier(PackedRingSite.PD2);
    }

    private void getFrom(int buffer, int buffers) {
        if (buffer < buffers) {
            get(buffer, () -> getFrom(buffer + 1, buffers));
        }
    }

    private void get(int buffer, Runnable then) {
        String used = "used" + buffer;
        driver.load(used, memory.flags(buffer), PackedRingSite.PD3);
        driver.when(equal(register(used), memory.used(buffer)), () -> {
            driver.barrier(PackedRingSite.PD3);
            driver.load("element" + buffer, memory.id(buffer));
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
            String avail = "avail" + buffer;
            device.load(avail, memory.flags(buffer), PackedRingSite.PV1);
            device.when(equal(register(avail), memory.available(buffer)), () -> {
                device.barrier(PackedRingSite.PV1);
                take(buffer, () -> {
                    use(buffer);
                    serveFrom(buffer + 1, buffers);
                });
            });
        }
    }

    private void take(int buffer, Runnable then) {
        long address = value(memory.request(page(buffer)));
        long id = PackedRingMemory.idAndLength(id(buffer), LENGTH);
        device.load("desc" + buffer, memory.address(buffer));
        device.load("buffer" + buffer, memory.id(buffer));
        device.assign("took" + buffer, constant(1));
        // With a wrong descriptor the damage is done, and there is nothing to go on with. The load depends on the
        // address.
        device.when(equal(register("desc" + buffer), address), () -> {
            if (features.inPlace()) {
                device.load("request" + buffer, register("desc" + buffer), PackedRingSite.PV6);
            } else {
                device.load("request" + buffer, register("desc" + buffer));
            }
            then.run();
        });
        Condition took = Facts.equal(device, "took" + buffer, 1);
        staleDescriptors.add(Facts.all(took, Facts.differs(device, "desc" + buffer, address)));
        staleDescriptors.add(Facts.all(took, Facts.differs(device, "buffer" + buffer, id)));
        Condition current = Facts.equal(device, "desc" + buffer, address);
        staleRequests.add(Facts.all(took, current, Facts.differs(device, "request" + buffer, buffer + 1)));
    }

    private void use(int buffer) {
        if (!features.inPlace()) {
            device.store(memory.named("onward" + buffer), register("request" + buffer));
        }
        device.store(memory.reply(page(buffer)), constant(buffer + 1));
        Expression id = Expression.binary(Operator.AND, register("buffer" + buffer), constant(0xffff));
        Expression length = constant(PackedRingMemory.idAndLength(0, buffer + 1));
        device.store(memory.id(buffer), Expression.binary(Operator.ADD, id, length));
        show(memory, features, device, buffer);
    }

    /** The device shows descriptor number {@code buffer} used, and passes the barrier before its decision. */
    static void show(PackedRingMemory memory, RingFeatures features, SideWriter device, int buffer) {
        if (features.inPlace()) {
            device.barrier(PackedRingSite.PV6);
        }
        device.barrier(PackedRingSite.PV2);
        device.store(
                memory.flags(buffer),
                constant(memory.used(buffer)),
                features.inPlace() ? PackedRingSite.PV6 : PackedRingSite.PV2,
                PackedRingSite.PV2,
                PackedRingSite.PV3);
        device.barrier(PackedRingSite.PV3);
    }
}
