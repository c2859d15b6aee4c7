package dev.fencepost.properties.bugs;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.DeviceLooksAgain;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Reset;
import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.SplitRingMachine;
import dev.fencepost.model.ring.split.SplitRingSetup;
import dev.fencepost.model.ring.split.State;
import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.machine.Changed;
import dev.fencepost.properties.ring.RingModelMutant;
import dev.fencepost.properties.ring.RingModelMutant.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Actions that do the wrong thing: the state machine with another outcome, explored to its end. */
final class MachineBugs {
    private static final int SIZE = 2;
    private static final SplitRingSetup SETUP =
            new SplitRingSetup(SIZE, SplitRingSetup.scaledModulus(SIZE), true, false, false);
    private static final RingBounds BOUNDS = new RingBounds(2, 1, 0);

    private static final List<RingSegment> REQUEST = List.of(new RingSegment(1, false), new RingSegment(1, true));

    private static final Attempt.Trial SOUND = Attempt.once(() -> explore(0, (before, action, right) -> right));

    private MachineBugs() {}

    static List<Attempt> all() {
        return List.of(
                attempt(23, MachineBugs::sleepsWithoutLooking),
                attempt(32, MachineBugs::decidesFromBefore),
                attempt(50, MachineBugs::addsWhatDoesNotFit));
    }

    private static Attempt attempt(int number, Mistake<State> mistake) {
        return new Attempt(number, BugCheck.STATE_MACHINE, () -> explore(number, mistake), SOUND);
    }

    private static OptionalInt explore(int number, Mistake<State> mistake) {
        return MachineTrial.explore(number, new RingModelMutant<>(new SplitRingMachine(SETUP, BOUNDS), mistake));
    }

    /** Row 23. */
    private static State sleepsWithoutLooking(State before, RingAction action, State right) {
        return action instanceof DeviceLooksAgain ? Changed.of(right, "device.mode", RingMode.ASLEEP) : right;
    }

    /**
     * Row 32: the position of the last decision survives a reset, and how much was used since is the difference to it.
     * After a whole lap of the index the device takes it that there is nothing to tell.
     */
    private static State decidesFromBefore(State before, RingAction action, State right) {
        int since = before.device().undecided();
        if (action instanceof Reset) {
            int left = SETUP.plus(since, -before.shared().usedIdx());
            return Changed.of(right, "device.undecided", left);
        } else if (action instanceof PublishUsed && right.history().resets() > 0) {
            int published =
                    SETUP.distance(before.shared().usedIdx(), right.shared().usedIdx());
            return Changed.of(right, "device.undecided", SETUP.plus(since, published));
        }
        return right;
    }

    /** Row 50: with one descriptor free, a buffer of two takes that one and one that is not free. */
    private static State addsWhatDoesNotFit(State before, RingAction action, State right) {
        if (!(action instanceof Add add) || before.driver().numFree() != 1) {
            return right;
        }
        int second = (add.ids().get(0) + 1) % SIZE;
        List<Chain> chains = new ArrayList<>(right.driver().chains());
        chains.set(chains.size() - 1, new Chain(List.of(add.ids().get(0), second), REQUEST));
        return Changed.of(right, "driver.chains", List.copyOf(chains));
    }
}
