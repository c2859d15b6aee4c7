package dev.fencepost.stress.harness;

/**
 * A reference that actors share, such as the current view of something that is replaced as a whole. Sequentially
 * consistent.
 *
 * @param <T> what it refers to
 */
final class HarnessCell<T> implements Cut {
    private static final int USE = 1;
    /** More than any operation loads from one cell. */
    private static final int MOST = 16;

    private final Steps steps;
    private final Object[][] loaded;
    private final int[] loads;
    private T value;

    /** One that refers to {@code first}. */
    HarnessCell(Steps steps, T first) {
        this.steps = steps;
        value = first;
        loaded = new Object[steps.actors()][MOST];
        loads = new int[steps.actors()];
        steps.add(this);
    }

    @Override
    public boolean isPossible(int actor, int kind) {
        return true;
    }

    @Override
    public void left(int actor) {}

    @Override
    public void finished(int actor) {
        for (int i = 0; i < loads[actor]; i++) {
            loaded[actor][i] = null;
        }
        loads[actor] = 0;
    }

    /** What it refers to. */
    @SuppressWarnings("unchecked")
    T get() {
        if (steps.isReplay()) {
            return (T) loaded[steps.actor()][(int) steps.replay()];
        }
        steps.stopUnlessFree(this, USE, false);
        int actor = steps.actor();
        if (actor != Steps.NOBODY) {
            loaded[actor][loads[actor]] = value;
            steps.made(loads[actor]);
            loads[actor]++;
        }
        return value;
    }

    /** Makes it refer to something else. */
    void set(T next) {
        if (steps.isReplay()) {
            steps.replay();
            return;
        }
        steps.stopUnlessFree(this, USE, false);
        value = next;
        steps.made(0);
    }

    /** The same if it refers to {@code expected}; whether it did. */
    boolean compareAndSet(T expected, T next) {
        if (steps.isReplay()) {
            return steps.replay() != 0;
        }
        steps.stopUnlessFree(this, USE, false);
        boolean found = value == expected;
        if (found) {
            value = next;
        }
        steps.made(found ? 1 : 0);
        return found;
    }
}
