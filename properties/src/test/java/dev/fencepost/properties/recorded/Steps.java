package dev.fencepost.properties.recorded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** What one side does, a step at a time; a step that returns false is its last. */
public final class Steps {
    private final Deque<BooleanSupplier> steps = new ArrayDeque<>();

    /** Adds a step behind the others. */
    public void then(BooleanSupplier step) {
        steps.add(step);
    }

    /** Both sides as the schedule says, true for a step of {@code first}; then each to its end. */
    public static void run(boolean[] schedule, Steps first, Steps second) {
        for (boolean turn : schedule) {
            (turn ? first : second).step();
        }
        while (first.step() || second.step()) {}
    }

    /** Takes a step; false where there is none left. */
    boolean step() {
        if (steps.isEmpty()) {
            return false;
        }
        if (!steps.poll().getAsBoolean()) {
            steps.clear();
        }
        return true;
    }
}
