package dev.fencepost.stress.harness;

/**
 * A lock of the implementation, held by one actor at a time. Who waits for it cannot move, so that a deadlock is a
 * state in which nobody can. Taking it and giving it back are full fences: what a weaker lock leaves open is not seen.
 */
public class HarnessLock implements Cut {
    private static final int LOCK = 1;
    private static final int DRAINED = 2;
    private static final int FREE = -1;

    private final Steps steps;
    private final StoreBufferMemory memory;
    private final String name;
    private final Journal journal;
    private int holder = FREE;

    /**
     * A free one.
     *
     * @param memory whose stores are to be visible when it changes hands; null where there is none
     * @param name for counterexamples
     * @param journal hears of its uses; null for nobody
     */
    public HarnessLock(Steps steps, StoreBufferMemory memory, String name, Journal journal) {
        this.steps = steps;
        this.memory = memory;
        this.name = name;
        this.journal = journal;
        steps.add(this);
    }

    /** What only who holds the lock changes, where that is not in memory; null where there is nothing like that. */
    Object guarded() {
        return null;
    }

    @Override
    public final boolean isPossible(int actor, int kind) {
        return (kind == DRAINED || holder == FREE) && (memory == null || memory.isDrained(actor));
    }

    @Override
    public void left(int actor) {}

    @Override
    public void finished(int actor) {}

    /** Waits for it and takes it. */
    public final void lock() {
        int actor = steps.actor();
        if (actor == Steps.NOBODY) {
            return;
        }
        if (steps.isReplay()) {
            beginAgain(actor, (int) steps.replay());
            return;
        }
        steps.stopUnlessFree(this, LOCK, false);
        holder = actor;
        steps.made(begin(actor));
        say("locks");
    }

    /** Whether it was free, and is taken now. Not for a lock that guards something. */
    final boolean tryLock() {
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
    public final void unlock() {
        int actor = steps.actor();
        if (actor == Steps.NOBODY) {
            return;
        }
        if (steps.isReplay()) {
            steps.replay();
            endAgain();
            return;
        }
        steps.stopUnlessFree(this, DRAINED, true);
        if (holder != actor) {
            throw new HarnessViolation(name + " is unlocked by one who does not hold it");
        }
        holder = FREE;
        end(actor);
        steps.made(0);
        say("unlocks");
    }

    /** Whether an actor holds it. */
    final boolean isHeld() {
        return holder != FREE;
    }

    // ---- For a lock that guards something.

    /** A section begins; returns which one of its operation. */
    int begin(int actor) {
        return 0;
    }

    /** That section begins once more, as its operation runs again. */
    void beginAgain(int actor, int section) {}

    /** The section is over. */
    void end(int actor) {}

    /** The section ends that ran again. */
    void endAgain() {}

    private void say(String what) {
        if (journal != null) {
            journal.line("  actor " + steps.actor() + " " + what + " " + name);
        }
    }
}
