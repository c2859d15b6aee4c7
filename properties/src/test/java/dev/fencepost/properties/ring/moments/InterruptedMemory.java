package dev.fencepost.properties.ring.moments;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.recorded.Recorder;

/** Memory of a side that is interrupted: just before some of its accesses and fences the other side does something. */
final class InterruptedMemory extends Recorder {
    private Runnable[] actions = {};
    private int[] moments = {};
    private int next;
    private int passed;

    InterruptedMemory(SharedMemory memory) {
        super(memory);
    }

    /**
     * From now on each action is done behind as many accesses and fences as its moment says.
     *
     * @param moments ascending
     */
    void interrupt(int[] moments, Runnable... actions) {
        this.moments = moments;
        this.actions = actions;
        next = 0;
        passed = 0;
        act();
    }

    /** Behind an access is before the next one. */
    @Override
    public void record(Event event) {
        passed++;
        act();
    }

    private void act() {
        while (next < actions.length && moments[next] <= passed) {
            next++;
            actions[next - 1].run();
        }
    }

    /** Does the next of what was to be done later than the side had accesses; false where all has been done. */
    boolean later() {
        boolean left = next < actions.length;
        if (left) {
            next++;
            actions[next - 1].run();
        }
        return left;
    }

    /** How many accesses and fences there were since {@link #interrupt}. */
    int passed() {
        return passed;
    }
}
