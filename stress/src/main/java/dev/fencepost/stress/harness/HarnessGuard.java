package dev.fencepost.stress.harness;

/**
 * A lock that guards an object: something of the implementation, made of numbers only, that actors change under the
 * lock and nowhere else. A section that is over stays done when its operation is left later on. When the operation runs
 * again from its beginning, the section finds the object as it was then, and what it does is undone at its end.
 */
public final class HarnessGuard extends HarnessLock {
    /** More sections than any operation has. */
    private static final int SECTIONS = 4;

    private final Steps steps;
    private final String name;
    private Object guarded;
    private Snapshot guard;
    /** For each actor and section of its operation, what was guarded when the section began. */
    private final Object[][] before;

    private final int[] begun;
    private final int[] over;
    /** What is guarded, while a section that is over runs again. */
    private Object now;

    /** As any lock; guards nothing yet. */
    public HarnessGuard(Steps steps, StoreBufferMemory memory, String name, Journal journal) {
        super(steps, memory, name, journal);
        this.steps = steps;
        this.name = name;
        before = new Object[steps.actors()][SECTIONS];
        begun = new int[steps.actors()];
        over = new int[steps.actors()];
    }

    /** From now on it guards that, leaving out {@code others}. Only numbers may change there. */
    public void guard(Object object, Object... others) {
        Object[] all = new Object[others.length + 2];
        System.arraycopy(others, 0, all, 0, others.length);
        all[others.length] = this;
        all[others.length + 1] = steps;
        guarded = object;
        guard = Snapshot.of(object, all);
        if (!(guard instanceof NumberSnapshot)) {
            throw new IllegalArgumentException("what " + name + " guards has references that change");
        }
    }

    @Override
    Object guarded() {
        return guarded;
    }

    @Override
    public void left(int actor) {
        if (begun[actor] > over[actor]) {
            guard.restore(before[actor][over[actor]]);
        }
    }

    @Override
    public void finished(int actor) {
        for (int i = 0; i < begun[actor]; i++) {
            before[actor][i] = null;
        }
        begun[actor] = 0;
        over[actor] = 0;
    }

    @Override
    int begin(int actor) {
        int section = begun[actor];
        before[actor][section] = guard.save();
        begun[actor]++;
        return section;
    }

    @Override
    void beginAgain(int actor, int section) {
        if (section < over[actor]) {
            now = guard.save();
            guard.restore(before[actor][section]);
        }
    }

    @Override
    void end(int actor) {
        over[actor]++;
    }

    @Override
    void endAgain() {
        guard.restore(now);
        now = null;
    }
}
