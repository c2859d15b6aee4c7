package dev.fencepost.model.vring;

import dev.fencepost.model.vring.SplitRingModelState.Chain;
import dev.fencepost.model.vring.SplitRingModelState.Descriptor;
import dev.fencepost.model.vring.SplitRingModelState.Device;
import dev.fencepost.model.vring.SplitRingModelState.Driver;
import dev.fencepost.model.vring.SplitRingModelState.History;
import dev.fencepost.model.vring.SplitRingModelState.Mode;
import dev.fencepost.model.vring.SplitRingModelState.Shared;
import dev.fencepost.model.vring.SplitRingModelState.Taken;
import dev.fencepost.model.vring.SplitRingModelState.UsedElement;
import java.util.ArrayList;
import java.util.List;

/**
 * A state in the making: the fields of {@link SplitRingModelState}, which documents them, to be changed by one action.
 */
final class SplitRingModelDraft {
    final List<Descriptor> table;
    final List<Integer> avail;
    int availIdx;
    boolean noInterrupt;
    int usedEvent;
    final List<UsedElement> used;
    int usedIdx;
    boolean noNotify;
    int availEvent;
    boolean kick;
    boolean interrupt;

    final List<Chain> chains;
    int numFree;
    int driverStaged;
    int driverUndecided;
    int lastUsed;
    int batch;
    int batchLength;
    boolean callbacks;
    int asked;
    Mode driverMode;
    int nextDescriptor;

    final List<Taken> taken;
    int lastAvail;
    int deviceStaged;
    int deviceUndecided;
    Mode deviceMode;

    History history;

    SplitRingModelDraft(SplitRingModelState state) {
        Shared shared = state.shared();
        table = new ArrayList<>(shared.table());
        avail = new ArrayList<>(shared.avail());
        availIdx = shared.availIdx();
        noInterrupt = shared.noInterrupt();
        usedEvent = shared.usedEvent();
        used = new ArrayList<>(shared.used());
        usedIdx = shared.usedIdx();
        noNotify = shared.noNotify();
        availEvent = shared.availEvent();
        kick = shared.kick();
        interrupt = shared.interrupt();
        Driver driver = state.driver();
        chains = new ArrayList<>(driver.chains());
        numFree = driver.numFree();
        driverStaged = driver.staged();
        driverUndecided = driver.undecided();
        lastUsed = driver.lastUsed();
        batch = driver.batch();
        batchLength = driver.batchLength();
        callbacks = driver.callbacks();
        asked = driver.asked();
        driverMode = driver.mode();
        nextDescriptor = driver.nextDescriptor();
        Device device = state.device();
        taken = new ArrayList<>(device.taken());
        lastAvail = device.lastAvail();
        deviceStaged = device.staged();
        deviceUndecided = device.undecided();
        deviceMode = device.mode();
        history = state.history();
    }

    SplitRingModelState state() {
        return new SplitRingModelState(
                new Shared(
                        List.copyOf(table),
                        List.copyOf(avail),
                        availIdx,
                        noInterrupt,
                        usedEvent,
                        List.copyOf(used),
                        usedIdx,
                        noNotify,
                        availEvent,
                        kick,
                        interrupt),
                new Driver(
                        List.copyOf(chains),
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
                new Device(List.copyOf(taken), lastAvail, deviceStaged, deviceUndecided, deviceMode),
                history);
    }
}
