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
import java.util.Collections;
import java.util.List;

/**
 * A state in the making: the fields of {@link SplitRingModelState}, which documents them, to be changed by one action.
 */
final class SplitRingModelDraft {
    List<Descriptor> table;
    List<Integer> avail;
    int availIdx;
    boolean noInterrupt;
    int usedEvent;
    List<UsedElement> used;
    int usedIdx;
    boolean noNotify;
    int availEvent;
    boolean kick;
    boolean interrupt;

    List<Chain> chains;
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

    List<Taken> taken;
    int lastAvail;
    int deviceStaged;
    int deviceUndecided;
    Mode deviceMode;

    History history;

    SplitRingModelDraft(SplitRingModelState state) {
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
        kick = shared.kick();
        interrupt = shared.interrupt();
        Driver driver = state.driver();
        chains = driver.chains();
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
        taken = device.taken();
        lastAvail = device.lastAvail();
        deviceStaged = device.staged();
        deviceUndecided = device.undecided();
        deviceMode = device.mode();
        history = state.history();
    }

    SplitRingModelState state() {
        return new SplitRingModelState(
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

    // Lists are never changed, only replaced: those that an action leaves alone are shared by all states.

    static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return Collections.unmodifiableList(longer);
    }

    static <T> List<T> with(List<T> list, int index, T other) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, other);
        return Collections.unmodifiableList(changed);
    }

    /** Without the elements from {@code from} to before {@code to}. */
    static <T> List<T> without(List<T> list, int from, int to) {
        List<T> shorter = new ArrayList<>(list);
        shorter.subList(from, to).clear();
        return Collections.unmodifiableList(shorter);
    }
}
