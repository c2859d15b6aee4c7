package dev.fencepost.stress.jpf;

/**
 * A lock of the implementation, held by one actor at a time. Who waits for it cannot move, so that a deadlock is a
 * state in which nobody can. Taking it and giving it back are full fences: what a weaker lock leaves open is not seen.
 *
 * <p>A lock may guard an object: something of the implementation, made of numbers only, that actors change under the
 * lock and nowhere else. A section that is over stays done when its operation is left later on. When the operation runs
 * again from its beginning, the section finds the object as it was then, and what it does is undone at its end.
 */
final class HarnessLock implements Cut {
    private static final int LOCK = 1;
    private static final int DRAINED = 2;
    private static final int FREE = -1;
    /** More sections than any operation has. */
    private static final int SECTIONS = 4;

    private final Steps steps;
    private final StoreBufferMemory memory;
    private final String name;
    private final Journal journal;
    private int holder = FREE;

    private Object guarded;
    private Snapshot guard;
    /** For each actor and section of its operation, what was guarded when the section began. */
    private final Object[][] before;

    private final int[] begun;
    private final int[] over;
    /** What is guarded, while a section that is over runs again. */
    private Object now;

    /**
     * A free one.
     *
     * @param memory whose stores are to be visible when it changes hands; null where there is none
     * @param name for counterexamples
     * @param journal hears of its uses; null for nobody
     */
    HarnessLock(Steps steps, StoreBufferMemory memory, String name, Journal journal) {
        this.steps = steps;
        this.memory = memory;
        this.name = name;
        this.journal = journal;
        before = new Object[steps.actors()][SECTIONS];
        begun = new int[steps.actors()];
        over = new int[steps.actors()];
        steps.add(this);
    }

    /** From now on it guards that, leaving out {@code others}. Only numbers may change there. */
    void guard(Object object, Object... others) {
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

    Object guarded() {
        return guarded;
    }

    @Override
    public boolean isPossible(int actor, int kind) {
        return (kind == DRAINED || holder == FREE) && (memory == null || memory.isDrained(actor));
    }

    @Override
    public void left(int actor) {
        if (guard != null && begun[actor] > over[actor]) {
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

    /** Waits for it and takes it. */
    void lock() {
        int actor = steps.actor();
        if (actor == Steps.NOBODY) {
            return;
        }
        if (steps.isReplay()) {
            int section = (int) steps.replay();
            if (guard != null && section < over[actor]) {
                now = guard.save();
                guard.restore(before[actor][section]);
            }
            return;
        }
        steps.stopUnlessFree(this, LOCK, false);
        holder = actor;
        int section = begun[actor];
        if (guard != null) {
            before[actor][section] = guard.save();
            begun[actor]++;
        }
        steps.made(section);
        say("locks");
    }

    /** Whether it was free, and is taken now. Not for a lock that guards something. */
    boolean tryLock() {
        if (steps.isReplay()) {
            return steps.replay() != 0;
        }
        steps.stopUnlessFree(this, DRAINED, false);
        boolean free = holder == FREE;
        if (free) {
            holder = steps.actor();
        }
        steps.made(free ? 1 : 0);
        say(free ? "locks" : "finds locked:");
        return free;
    }

    /** Gives it back. */
    void unlock() {
        int actor = steps.actor();
        if (actor == Steps.NOBODY) {
            return;
        }
        if (steps.isReplay()) {
            steps.replay();
            if (guard != null) {
                guard.restore(now);
                now = null;
            }
            return;
        }
        steps.stopUnlessFree(this, DRAINED, true);
        if (holder != actor) {
            throw new HarnessViolation(name + " is unlocked by one who does not hold it");
        }
        holder = FREE;
        over[actor] += guard == null ? 0 : 1;
        steps.made(0);
        say("unlocks");
    }

    /** Whether an actor holds it. */
    boolean isHeld() {
        return holder != FREE;
    }

    private void say(String what) {
        if (journal != null) {
            journal.line("  actor " + steps.actor() + " " + what + " " + name);
        }
    }
}
