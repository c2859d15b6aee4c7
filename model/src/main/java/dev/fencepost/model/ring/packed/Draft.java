package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingDraft;
import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.packed.State.Buffer;
import dev.fencepost.model.ring.packed.State.Device;
import dev.fencepost.model.ring.packed.State.Driver;
import dev.fencepost.model.ring.packed.State.Shared;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import java.util.List;

/** A state in the making: the fields of {@link State}, which documents them, to be changed by one action. */
final class Draft extends RingDraft {
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

    final RingHistory history;

    Draft(State state) {
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

    State state() {
        return new State(
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
        ring = RingLists.with(ring, position.offset(), slot);
    }
}
