package dev.fencepost.model.vring;

import dev.fencepost.model.vring.PackedRingModelState.Buffer;
import dev.fencepost.model.vring.PackedRingModelState.Device;
import dev.fencepost.model.vring.PackedRingModelState.Driver;
import dev.fencepost.model.vring.PackedRingModelState.Shared;
import dev.fencepost.model.vring.PackedRingModelState.Slot;
import dev.fencepost.model.vring.PackedRingModelState.Taken;
import java.util.List;

/**
 * A state in the making: the fields of {@link PackedRingModelState}, which documents them, to be changed by one action.
 */
final class PackedRingModelDraft extends RingModelDraft {
    final int size;
    List<Slot> ring;
    PackedEvent driverEvent;
    PackedEvent deviceEvent;

    List<Buffer> buffers;
    PackedPosition next;
    PackedPosition lastUsed;

    List<Taken> taken;
    PackedPosition nextAvail;
    PackedPosition nextUsed;

    final RingModelHistory history;

    PackedRingModelDraft(PackedRingModelState state) {
        super(state.shared(), state.driver(), state.device());
        Shared shared = state.shared();
        ring = shared.ring();
        size = ring.size();
        driverEvent = shared.driverEvent();
        deviceEvent = shared.deviceEvent();
        Driver driver = state.driver();
        buffers = driver.buffers();
        next = driver.next();
        lastUsed = driver.lastUsed();
        Device device = state.device();
        taken = device.taken();
        nextAvail = device.nextAvail();
        nextUsed = device.nextUsed();
        history = state.history();
    }

    PackedRingModelState state() {
        return new PackedRingModelState(
                new Shared(ring, driverEvent, deviceEvent, kick, interrupt),
                new Driver(
                        buffers,
                        numFree,
                        next,
                        driverStaged,
                        driverUndecided,
                        lastUsed,
                        batch,
                        batchLength,
                        callbacks,
                        driverMode),
                new Device(taken, nextAvail, nextUsed, deviceStaged, deviceUndecided, deviceMode),
                history);
    }

    PackedPosition plus(PackedPosition position, int slots) {
        return position.plus(slots, size);
    }

    Slot at(PackedPosition position) {
        return ring.get(position.offset());
    }

    void write(PackedPosition position, Slot slot) {
        ring = RingModelLists.with(ring, position.offset(), slot);
    }
}
