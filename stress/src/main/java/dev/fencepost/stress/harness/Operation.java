package dev.fencepost.stress.harness;

/**
 * How far an actor has come within the operation that it is in the middle of: how many accesses it made, what they
 * returned, and what it is waiting to do. Entries behind the last access are 0.
 */
final class Operation {
    /** Before nothing: no operation has begun. */
    static final int START = 0;

    /** More accesses than any operation makes. */
    private static final int MOST = 64;

    private final long[] returned = new long[MOST];
    private int way;
    private int done;
    private int cut;
    private int kind;
    private int replayed;
    private boolean moved;

    /** Which of its alternatives the actor took. */
    int way() {
        return way;
    }

    /** What the operation stands before; {@link #START} between two. */
    int kind() {
        return kind;
    }

    /** What is used by that. */
    int cut() {
        return cut;
    }

    /** From here on the operation runs once more, from its beginning. */
    void rerun(int takenWay) {
        way = takenWay;
        replayed = 0;
        moved = false;
    }

    /** Whether the access that the operation comes to now was made in an earlier step. */
    boolean isReplay() {
        return replayed < done;
    }

    /** What that access returned. */
    long replay() {
        return returned[replayed++];
    }

    /** Whether this step made an access already. */
    boolean moved() {
        return moved;
    }

    /** The step ends here, before a use of that kind. */
    void stopBefore(int nextCut, int nextKind) {
        cut = nextCut;
        kind = nextKind;
        rerun(way);
    }

    /** An access was made; {@code value} is 0 for all that load nothing. */
    void made(long value) {
        if (done == MOST) {
            throw new IllegalStateException("an operation makes more than " + MOST + " accesses: does it spin?");
        }
        returned[done] = value;
        done++;
        replayed++;
        moved = true;
    }

    /** The operation is over. */
    void finish() {
        for (int i = 0; i < done; i++) {
            returned[i] = 0;
        }
        done = 0;
        cut = 0;
        kind = START;
        rerun(0);
    }
}
