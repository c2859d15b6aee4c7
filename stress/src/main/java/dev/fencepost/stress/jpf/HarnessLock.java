package dev.fencepost.stress.jpf;

/**
 * A lock of the implementation, held by one actor at a time. Who waits for it cannot move, so that a deadlock is a
 * state in which nobody can. Taking it and giving it back are full fences: what a weaker lock leaves open is not seen.
 */
final class HarnessLock implements Cut {
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
    HarnessLock(Steps steps, StoreBufferMemory memory, String name, Journal journal) {
        this.steps = steps;
        this.memory = memory;
        this.name = name;
        this.journal = journal;
        steps.add(this);
    }

    @Override
    public boolean isPossible(int actor, int kind) {
        return (kind == DRAINED || holder == FREE) && (memory == null || memory.isDrained(actor));
    }

    @Override
    public void finished(int actor) {}

    /** Waits for it and takes it. */
    void lock() {
        if (isMade()) {
            return;
        }
        steps.stopUnlessFree(this, LOCK, false);
        holder = steps.actor();
        made("locks");
    }

    /** Whether it was free, and is taken now. */
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
        if (isMade()) {
            return;
        }
        steps.stopUnlessFree(this, DRAINED, true);
        if (holder != steps.actor()) {
            throw new HarnessViolation(name + " is unlocked by one who does not hold it");
        }
        holder = FREE;
        made("unlocks");
    }

    /** Whether an actor holds it. */
    boolean isHeld() {
        return holder != FREE;
    }

    private boolean isMade() {
        if (steps.actor() == Steps.NOBODY) {
            return true;
        }
        if (steps.isReplay()) {
            steps.replay();
            return true;
        }
        return false;
    }

    private void made(String what) {
        steps.made(0);
        say(what);
    }

    private void say(String what) {
        if (journal != null) {
            journal.line("  actor " + steps.actor() + " " + what + " " + name);
        }
    }
}
