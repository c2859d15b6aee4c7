package dev.fencepost.stress.harness;

/**
 * Whose operation runs, and where it is cut into steps. A step makes at least one use of something shared (a
 * {@link Cut}), then goes on to the next one that others could notice or influence. There the operation is left by
 * {@link Yield}. Its next step runs it again from its beginning: uses that were made already are not made again, and
 * return what they returned. So an operation needs no thread of its own, and what it has done so far is a few numbers
 * instead of a stack.
 *
 * <p>An operation that uses nothing shared is one step.
 */
public final class Steps {
    /** The one who sets things up, for whom nothing is cut. */
    static final int NOBODY = -1;

    private static final int MOST_CUTS = 16;

    private final Operation[] operations;
    private final Cut[] cuts = new Cut[MOST_CUTS];
    private int cutCount;
    private int actor = NOBODY;

    /**
     * For actors 0 to {@code actors - 1}.
     *
     * @param actors 1 to 4
     */
    public Steps(int actors) {
        if (actors < 1 || actors > 4) {
            throw new IllegalArgumentException("1 to 4 actors, not " + actors);
        }
        operations = new Operation[actors];
        for (int i = 0; i < actors; i++) {
            operations[i] = new Operation();
        }
    }

    int actors() {
        return operations.length;
    }

    /** From now on that thing cuts operations. */
    void add(Cut cut) {
        cuts[cutCount] = cut;
        cutCount++;
    }

    /** All that cuts operations. */
    Object[] cuts() {
        Object[] all = new Object[cutCount];
        for (int i = 0; i < cutCount; i++) {
            all[i] = cuts[i];
        }
        return all;
    }

    // ---- What the harness does.

    /** Everything until {@link #pause} belongs to that actor's operation, on the way it took at its beginning. */
    void resume(int who, int way) {
        actor = who;
        operations[who].rerun(way);
    }

    /** The operation is over, or left until its next step. */
    void pause() {
        actor = NOBODY;
    }

    /** The operation of that actor is over. */
    void finish(int who) {
        operations[who].finish();
        for (int i = 0; i < cutCount; i++) {
            cuts[i].finished(who);
        }
    }

    /** The step of that actor ended within its operation. */
    void leave(int who) {
        for (int i = 0; i < cutCount; i++) {
            cuts[i].left(who);
        }
    }

    /** Whether an actor is about to start an operation. */
    boolean isBetweenOperations(int who) {
        return operations[who].kind() == Operation.START;
    }

    /** The way that an actor's unfinished operation took. */
    int way(int who) {
        return operations[who].way();
    }

    /** Whether an actor can go on in the operation that it is in the middle of. */
    boolean canGoOn(int who) {
        return cuts[operations[who].cut()].isPossible(who, operations[who].kind());
    }

    // ---- What a cut does.

    /** Whose operation runs; {@link #NOBODY} while things are set up. */
    public int actor() {
        return actor;
    }

    /** Whether the use that the operation comes to now was made in an earlier step. */
    boolean isReplay() {
        return actor != NOBODY && operations[actor].isReplay();
    }

    /** What that use returned. */
    long replay() {
        return operations[actor].replay();
    }

    /**
     * Ends the step unless the use is its first and possible, or {@code unnoticed}: nobody else can tell when it is
     * made.
     *
     * @param kind of use, above 0
     */
    void stopUnlessFree(Cut cut, int kind, boolean unnoticed) {
        if (actor == NOBODY) {
            return;
        }
        Operation operation = operations[actor];
        boolean goesOn = cut.isPossible(actor, kind) && (unnoticed || !operation.moved());
        if (!goesOn) {
            operation.stopBefore(indexOf(cut), kind);
            throw Yield.NOW;
        }
    }

    /** A use was made; {@code value} is 0 where it returns nothing. */
    void made(long value) {
        if (actor != NOBODY) {
            operations[actor].made(value);
        }
    }

    private int indexOf(Cut cut) {
        for (int i = 0; i < cutCount; i++) {
            if (cuts[i] == cut) {
                return i;
            }
        }
        throw new IllegalStateException("something shared that was never added");
    }
}
