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
 * Moving buffers through a packed virtqueue. Each step is written where the Linux driver and QEMU have it (VIRTIO 1.3
 * sections 2.8.21 and 2.8.22). A slot goes to and fro: the device writes id, length and flags where the driver wrote
 * them.
 */
final class PackedTransfer extends RingTransfer {
    /** Bytes of a buffer. */
    private static final int LENGTH = 8;

    private final PackedRingMemory memory;
    private final List<Condition> partialLists = new ArrayList<>();

    PackedTransfer(PackedRingMemory memory, RingFeatures features, SideWriter driver, SideWriter device) {
        super(memory, features, driver, device);
        this.memory = memory;
    }

    /** One buffer that is a list of two descriptors, with its id in the second. */
    void list() {
        driver.store(memory.address(0), memory.request(0));
        driver.store(memory.address(1), memory.request(1));
        driver.store(memory.id(1), constant(RingMemory.idAndLength(id(0), LENGTH)));
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
        partialLists.add(Facts.all(took, Facts.differs(device, "last", RingMemory.idAndLength(id(0), LENGTH))));
    }

    @Override
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claim(claims, partialLists, Clause.P3, "the device takes a list of which a part is missing");
        claims.addAll(super.claims());
        return claims;
    }

    @Override
    String wrongId() {
        return "the driver takes a used id that names no buffer in flight";
    }

    /** Not the 0 that memory starts with. */
    @Override
    int id(int buffer) {
        return page(buffer) + 1;
    }

    @Override
    int page(int buffer) {
        return buffer % memory.slots();
    }

    @Override
    void publish(int buffer) {
        driver.store(memory.request(page(buffer)), constant(buffer + 1));
        driver.store(memory.address(buffer), memory.request(page(buffer)));
        driver.store(memory.id(buffer), constant(RingMemory.idAndLength(id(buffer), LENGTH)));
        driver.barrier(PackedRingSite.PD1);
        driver.store(memory.flags(buffer), constant(memory.available(buffer)), PackedRingSite.PD1, PackedRingSite.PD2);
        driver.barrier(PackedRingSite.PD2);
    }

    @Override
    void whenUsed(int buffer, Runnable then) {
        String used = "used" + buffer;
        driver.load(used, memory.flags(buffer), PackedRingSite.PD3);
        driver.when(equal(register(used), memory.used(buffer)), () -> {
            driver.barrier(PackedRingSite.PD3);
            then.run();
        });
    }

    @Override
    Expression usedElement(int buffer) {
        return memory.id(buffer);
    }

    @Override
    void whenAvailable(int buffer, Runnable then) {
        String avail = "avail" + buffer;
        device.load(avail, memory.flags(buffer), PackedRingSite.PV1);
        device.when(equal(register(avail), memory.available(buffer)), () -> {
            device.barrier(PackedRingSite.PV1);
            then.run();
        });
    }

    @Override
    void take(int buffer, Runnable then) {
        long id = RingMemory.idAndLength(id(buffer), LENGTH);
        device.load("desc" + buffer, memory.address(buffer));
        device.load("buffer" + buffer, memory.id(buffer));
        Condition took = follow(buffer, then);
        staleDescriptors.add(Facts.all(took, Facts.differs(device, "buffer" + buffer, id)));
    }

    @Override
    Expression takenId(int buffer) {
        return Expression.binary(Operator.AND, register("buffer" + buffer), constant(0xffff));
    }

    @Override
    BarrierSite inPlaceSite() {
        return PackedRingSite.PV6;
    }

    @Override
    void show(int buffer) {
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
