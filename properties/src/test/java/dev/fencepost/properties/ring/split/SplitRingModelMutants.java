package dev.fencepost.properties.ring.split;

import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DisableCallbacks;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.split.State;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.UsedElement;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.machine.Changed;
import dev.fencepost.properties.ring.RingModelMutant;
import dev.fencepost.properties.ring.RingModelMutation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes for {@link RingModelMutant}: one at least for each of the model's invariants. */
enum SplitRingModelMutants implements RingModelMutation<State> {
    USED_PASSES_AVAILABLE(
            Clause.S1,
            "the indices are at most",
            (before, action, right) -> action instanceof PublishUsed
                    ? Changed.of(right, "shared.usedIdx", right.shared().usedIdx() + 1)
                    : right),
    INDEX_JUMPS(
            Clause.S1,
            "no index goes back",
            (before, action, right) -> action instanceof Publish
                    ? Changed.of(right, "shared.availIdx", before.shared().availIdx() + 3)
                    : right),
    /** Linux detach_unused_buf does this, on a stopped queue. */
    INDEX_GOES_BACK(
            Clause.S1,
            "no index goes back",
            (before, action, right) -> action instanceof Get && right.shared().availIdx() > 0
                    ? Changed.of(right, "shared.availIdx", right.shared().availIdx() - 1)
                    : right),
    COUNT_LEAKS(
            Clause.S2,
            "each descriptor is free or in one chain",
            (before, action, right) -> action instanceof Get
                    ? Changed.of(right, "driver.numFree", before.driver().numFree())
                    : right),
    PUBLISHED_BEFORE_WRITTEN(
            Clause.S3,
            "the entries that avail.idx publishes",
            (before, action, right) -> action instanceof Publish
                    ? Changed.of(right, "shared.availIdx", right.shared().availIdx() + 1)
                    : right),
    USED_BEFORE_WRITTEN(
            Clause.S3,
            "the elements that used.idx publishes",
            (before, action, right) -> action instanceof PublishUsed
                            && right.shared().usedIdx() != right.shared().availIdx()
                    ? Changed.of(right, "shared.usedIdx", right.shared().usedIdx() + 1)
                    : right),
    WRONG_ID(
            Clause.S4,
            "a used element names",
            (before, action, right) ->
                    action instanceof Use ? withLastUsed(right, u -> used(u, 1 - u.id(), 0)) : right),
    LENGTH_BEYOND_ROOM(
            Clause.S4,
            "a used element names",
            (before, action, right) -> action instanceof Use ? withLastUsed(right, u -> used(u, u.id(), 2)) : right),
    LOOP(
            Clause.S5,
            "every available chain ends",
            (before, action, right) -> action instanceof Add add
                    ? withDescriptor(
                            right,
                            add.ids().get(0),
                            d -> Changed.of(d, "next", add.ids().get(0)))
                    : right),
    WRITABLE_FIRST(
            Clause.S5,
            "every available chain ends",
            (before, action, right) -> action instanceof Add add && add.ids().size() == 2
                    ? withDescriptor(
                            withDescriptor(right, add.ids().get(0), d -> Changed.of(d, "write", true)),
                            add.ids().get(1),
                            d -> Changed.of(d, "write", false))
                    : right),
    DEVICE_SLEEPS_WITHOUT_LOOKING_AGAIN(Clause.S6, "a sleeping device", RingModelMutation.deviceSleepsAtOnce()),
    DRIVER_SLEEPS_WITHOUT_LOOKING_AGAIN(Clause.S6, "a sleeping driver", RingModelMutation.driverSleepsAtOnce()),
    /** Delayed callbacks that tolerate one buffer too many. */
    DRIVER_SLEEPS_ON_ONE_TOO_MANY(
            Clause.S6,
            "a sleeping driver",
            (before, action, right) -> action instanceof DriverLooksAgain
                            && before.shared().usedIdx() == before.driver().asked() + 1
                    ? Changed.of(right, "driver.mode", RingMode.ASLEEP)
                    : right),
    NEVER_KICKS(
            Clause.S6,
            "a sleeping device",
            (before, action, right) -> action instanceof DecideKick
                    ? Changed.of(right, "shared.kick", before.shared().kick())
                    : right),
    NEVER_INTERRUPTS(Clause.S6, "a sleeping driver", RingModelMutation.neverInterrupts()),
    /** QEMU before a3614c65cf wrote avail.idx there. */
    WRONG_EVENT_INDEX(
            Clause.S6,
            "a sleeping device",
            (before, action, right) -> action instanceof EnableKicks
                    ? Changed.of(right, "shared.availEvent", before.shared().availIdx() + 1)
                    : right),
    FLAG_WITH_EVENT_IDX(
            Clause.S7,
            "with EVENT_IDX the flags are 0",
            (before, action, right) ->
                    action instanceof DisableCallbacks ? Changed.of(right, "shared.noInterrupt", true) : right),
    /** The device goes by a length that it fetched again, after the driver changed it. */
    DOUBLE_FETCH(
            Clause.S8,
            "the device goes by the room",
            (before, action, right) -> action instanceof Use use
                            && before.shared().table().get(use.buffer()).write()
                    ? withLastUsed(
                            right,
                            u -> Changed.of(
                                    u,
                                    "room",
                                    before.shared().table().get(u.id()).length()))
                    : right),
    BATCH_NAMES_ITS_FIRST(
            Clause.S9,
            "with IN_ORDER buffers are used in the order",
            (before, action, right) -> action instanceof Use
                    ? withLastUsed(
                            right, u -> used(u, before.device().taken().get(0).head(), 0))
                    : right);

    private final Clause clause;
    private final String broken;
    private final RingModelMutant.Mistake<State> mistake;

    SplitRingModelMutants(Clause clause, String broken, RingModelMutant.Mistake<State> mistake) {
        this.clause = clause;
        this.broken = broken;
        this.mistake = mistake;
    }

    @Override
    public Clause clause() {
        return clause;
    }

    @Override
    public String broken() {
        return broken;
    }

    @Override
    public RingModelMutant.Mistake<State> mistake() {
        return mistake;
    }

    private static UsedElement used(UsedElement u, int id, int length) {
        return new UsedElement(id, length, u.buffers(), u.room());
    }

    private static State withLastUsed(State s, UnaryOperator<UsedElement> change) {
        List<UsedElement> used = new ArrayList<>(s.shared().used());
        used.set(used.size() - 1, change.apply(used.get(used.size() - 1)));
        return Changed.of(s, "shared.used", used);
    }

    private static State withDescriptor(State s, int id, UnaryOperator<Descriptor> change) {
        List<Descriptor> table = new ArrayList<>(s.shared().table());
        table.set(id, change.apply(table.get(id)));
        return Changed.of(s, "shared.table", table);
    }
}
