package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingDraft;
import dev.fencepost.model.ring.RingHistory;
import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.Device;
import dev.fencepost.model.ring.split.State.Driver;
import dev.fencepost.model.ring.split.State.Shared;
import dev.fencepost.model.ring.split.State.Taken;
import dev.fencepost.model.ring.split.State.UsedElement;
import java.util.List;

/** A state in the making: the fields of {@link State}, which documents them, to be changed by one action. */
final class Draft extends RingDraft {
    List<Descriptor> table;
    List<Integer> avail;
    int availIdx;
    boolean noInterrupt;
    int usedEvent;
    List<UsedElement> used;
    int usedIdx;
    boolean noNotify;
    int availEvent;

    List<Chain> chains;
    int lastUsed;
    int asked;
    int nextDescriptor;

    List<Taken> taken;
    int lastAvail;

    RingHistory history;

    Draft(State state) {
        super(state.shared(), state.driver(), state.device());
        Shared shared = state.shared();
        table = shared.table();
        avail = shared.avail();
        availIdx = shared.availIdx();
        noInterrupt = shared.noInterrupt();
        usedEvent = shared.usedEvent();
        used = shared.used();
        usedIdx = shared.usedIdx();
        noNotify = shared.noNotify();
        availEvent = shared.availEvent();
        Driver driver = state.driver();
        chains = driver.chains();
        lastUsed = driver.lastUsed();
        asked = driver.asked();
        nextDescriptor = driver.nextDescriptor();
        Device device = state.device();
        taken = device.taken();
        lastAvail = device.lastAvail();
        history = state.history();
    }

    State state() {
        return new State(
                new Shared(
                        table,
                        avail,
                        availIdx,
                        noInterrupt,
                        usedEvent,
                        used,
                        usedIdx,
                        noNotify,
                        availEvent,
                        kick,
                        interrupt),
                new Driver(
                        chains,
                        numFree,
                        driverStaged,
                        driverUndecided,
                        lastUsed,
                        batch,
                        batchLength,
                        callbacks,
                        asked,
                        driverMode,
                        nextDescriptor),
                new Device(taken, lastAvail, deviceStaged, deviceUndecided, deviceMode),
                history);
    }
}
