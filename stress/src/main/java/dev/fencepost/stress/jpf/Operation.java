package dev.fencepost.stress.jpf;

/**
 * How far a side has come within the operation that it is in the middle of: how many accesses it made, what its loads
 * returned, and what it is waiting to do. Entries behind the last access are 0.
 */
final class Operation {
    /** Nothing done yet. */
    static final int START = 0;
    /** Before a load, which is always possible. */
    static final int LOAD = 1;
    /** Before a store, for which there must be room. */
    static final int STORE = 2;
    /** Before a full fence, which waits until all earlier stores are visible. */
    static final int FULL_FENCE = 3;
    /** Before a smaller fence, which waits for nothing. */
    static final int FENCE = 4;
    /** Before an atomic read-modify-write, which waits as a full fence does. */
    static final int EXCHANGE = 5;

    /** More accesses than any operation makes. */
    private static final int MOST = 24;

    private final long[] loaded = new long[MOST];
    private int done;
    private int next;
    private int replayed;
    private boolean moved;

    /** What the operation does next. */
    int next() {
        return next;
    }

    /** From here on the operation runs once more, from its beginning. */
    void rerun() {
        replayed = 0;
        moved = false;
    }

    /** Whether the access that the operation comes to now was made in an earlier step. */
    boolean isReplay() {
        return replayed < done;
    }

    /** What that access returned. */
    long replay() {
        return loaded[replayed++];
    }

    /** Whether this step made an access already. */
    boolean moved() {
        return moved;
    }

    /** The step ends here, before an access of that kind. */
    Yield stopBefore(int kind) {
        next = kind;
        rerun();
        return Yield.NOW;
    }

    /** An access was made; {@code value} is 0 for all that load nothing. */
    void made(long value) {
        loaded[done] = value;
        done++;
        replayed++;
        moved = true;
    }

    /** The operation is over. */
    void finish() {
        for (int i = 0; i < done; i++) {
            loaded[i] = 0;
        }
        done = 0;
        next = START;
        rerun();
    }
}
