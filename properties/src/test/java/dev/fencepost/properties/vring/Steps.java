package dev.fencepost.properties.vring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** What one side does, a step at a time; a step that returns false is its last. */
final class Steps {
    private final Deque<BooleanSupplier> steps = new ArrayDeque<>();

    void then(BooleanSupplier step) {
        steps.add(step);
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
