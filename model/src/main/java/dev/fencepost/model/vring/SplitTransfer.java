package dev.fencepost.model.vring;

import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.differ;
import static dev.fencepost.model.protocol.SideWriter.distance;
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
 * Moving buffers through a split virtqueue. Each step is written where the Linux driver and vhost have it (VIRTIO 1.3
 * sections 2.7.13 and 2.7.14).
 */
final class SplitTransfer extends RingTransfer {
    private final SplitRingMemory memory;
    private final List<Condition> staleHeads = new ArrayList<>();

    SplitTransfer(SplitRingMemory memory, RingFeatures features, SideWriter driver, SideWriter device) {
        super(memory, features, driver, device);
        this.memory = memory;
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

    @Override
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claim(claims, staleHeads, Clause.S3, "the device takes a stale head from the avail ring");
        claims.addAll(super.claims());
        return claims;
    }

    @Override
    String wrongId() {
        return "the driver takes a used id that is not a head in flight";
    }

    /** Its head. Descriptors are handed out from the end, so that the first is not the 0 that memory starts with. */
    @Override
    int id(int buffer) {
        return memory.slots() - 1 - buffer % memory.slots();
    }

    @Override
    int page(int buffer) {
        return id(buffer);
    }

    @Override
    void publish(int buffer) {
        int head = id(buffer);
        driver.store(memory.request(head), constant(buffer + 1));
        driver.store(memory.descriptor(head), memory.request(head));
        driver.store(memory.availRing(buffer), constant(head));
        driver.barrier(SplitRingSite.D1);
        driver.store(memory.availIdx(), constant(memory.index(buffer + 1)), SplitRingSite.D1, SplitRingSite.D2);
        driver.barrier(SplitRingSite.D2);
    }

    @Override
    void whenUsed(int buffer, Runnable then) {
        String used = "used" + buffer;
        driver.load(used, memory.usedIdx(), SplitRingSite.D3);
        driver.when(differ(register(used), constant(memory.index(buffer))), () -> {
            driver.barrier(SplitRingSite.D3);
            then.run();
        });
    }

    @Override
    Expression usedElement(int buffer) {
        return memory.usedRing(buffer);
    }

    @Override
    void whenAvailable(int buffer, Runnable then) {
        String avail = "avail" + buffer;
        device.load(avail, memory.availIdx(), SplitRingSite.V1);
        device.when(differ(register(avail), constant(memory.index(buffer))), () -> {
            device.barrier(SplitRingSite.V1);
            then.run();
        });
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

    @Override
    void take(int buffer, Runnable then) {
        device.load("head" + buffer, memory.availRing(buffer));
        device.load("desc" + buffer, memory.descriptor(register("head" + buffer)));
        Condition took = follow(buffer, then);
        staleHeads.add(Facts.all(took, Facts.differs(device, "head" + buffer, id(buffer))));
    }

    @Override
    Expression takenId(int buffer) {
        return register("head" + buffer);
    }

    @Override
    BarrierSite inPlaceSite() {
        return SplitRingSite.V6;
    }

    @Override
    void show(int buffer) {
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
