package dev.fencepost.properties.bugs;

import static dev.fencepost.properties.protocol.Sites.site;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.packed.PackedPosition;
import dev.fencepost.model.ring.packed.PackedRingMachine;
import dev.fencepost.model.ring.packed.PackedRingSetup;
import dev.fencepost.model.ring.packed.State;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.machine.Changed;
import dev.fencepost.properties.ring.RingFeatures;
import dev.fencepost.properties.ring.RingModelMutant;
import dev.fencepost.properties.ring.RingModelMutant.Mistake;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The bugs of the packed ring: fences left out, and positions that are not one value of offset and wrap counter. */
final class PackedRingBugs {
    private static final RingFeatures FLAGS = new RingFeatures(false, false);
    private static final RingFeatures EVENT_IDX = new RingFeatures(true, false);
    private static final int ODD = 3;

    private PackedRingBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(6, EVENT_IDX, site("PV1"), Primitive.SMP_RMB, "smp-arm64"),
                attempt(7, EVENT_IDX, site("PD3"), Primitive.SMP_RMB, "smp-arm64"),
                attempt(18, FLAGS, site("PD2"), Primitive.SMP_MB, "smp-x86"),
                attempt(19, EVENT_IDX, site("PV3"), Primitive.SMP_MB, "smp-x86"),
                machine(25, 2, PackedRingBugs::wrapCounterLeftBehind),
                machine(26, 2, PackedRingBugs::fullRingEndsWhereItBegan),
                machine(30, 2, PackedRingBugs::indexWithItsWrapCounter),
                machine(34, ODD, PackedRingBugs::maskedWithSizeLess1));
    }

    private static Attempt attempt(
            int number, RingFeatures features, BarrierSite site, Primitive right, String platform) {
        return new Attempt(
                number,
                BugCheck.WEAK_MEMORY,
                () -> FenceBugs.check(number, features.packed(), Map.of(site, Primitive.NONE), platform),
                () -> FenceBugs.check(number, features.packed(), Map.of(site, right), platform));
    }

    private static Attempt machine(int number, int size, Mistake<State> mistake) {
        return new Attempt(
                number,
                BugCheck.STATE_MACHINE,
                () -> explore(number, size, mistake),
                Attempt.once(() -> explore(number, size, (before, action, right) -> right)));
    }

    private static OptionalInt explore(int number, int size, Mistake<State> mistake) {
        PackedRingMachine right =
                new PackedRingMachine(new PackedRingSetup(size, false, false, false), new RingBounds(2, 0, 0));
        return MachineTrial.explore(number, new RingModelMutant<>(right, mistake));
    }

    /**
     * Row 25: an interrupt reads the index of the next used descriptor when its wrap counter is not yet the new one.
     */
    private static State wrapCounterLeftBehind(State before, RingAction action, State right) {
        return action instanceof Get
                ? Changed.of(
                        right,
                        "driver.lastUsed.wrap",
                        before.driver().lastUsed().wrap())
                : right;
    }

    /** Row 26: the wrap counter toggles where the list ends before its head, and not where it ends at it. */
    private static State fullRingEndsWhereItBegan(State before, RingAction action, State right) {
        boolean full = action instanceof AddList
                && right.driver().next().offset() == before.driver().next().offset();
        return full ? Changed.of(right, "driver.next", before.driver().next()) : right;
    }

    /**
     * Row 30: what a queue goes on from after it was stopped has the wrap counter in bit 15, and a mask too wide takes
     * it for a part of the index: a whole lap more.
     */
    private static State indexWithItsWrapCounter(State before, RingAction action, State right) {
        PackedPosition position = right.device().nextUsed();
        return action instanceof EnableKicks && position.wrap()
                ? Changed.of(right, "device.nextUsed", position.plus(right.size(), right.size()))
                : right;
    }

    /** Row 34: the ring has three slots, and the next one is found by a mask of the size less 1. */
    private static State maskedWithSizeLess1(State before, RingAction action, State right) {
        return action instanceof Take
                ? Changed.of(
                        right,
                        "device.nextAvail.offset",
                        right.device().nextAvail().offset() & ODD - 1)
                : right;
    }
}
