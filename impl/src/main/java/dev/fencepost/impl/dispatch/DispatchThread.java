package dev.fencepost.impl.dispatch;

/**
 * A thread that uses a {@link Dispatcher}: what it is in the middle of, and what it put off. Belongs to that thread
 * alone.
 */
public final class DispatchThread {
    /** Writes and interrupts that one access can put off. */
    public static final int MOST_PUT_OFF = 16;

    static final int NO_DEVICE = -1;
    private static final int INTERRUPT = 0;
    /** Writes that were put off by writes that were put off, and so on: a guest must not keep a thread for ever. */
    private static final int MOST_ROUNDS = 4;

    private final int number;
    private final long[] places = new long[MOST_PUT_OFF];
    private final long[] values = new long[MOST_PUT_OFF];
    private final int[] widths = new int[MOST_PUT_OFF];
    private int putOff;
    private int rounds;
    private long value;
    private int depth;
    private boolean bigLock;
    private int lockedDevice = NO_DEVICE;

    DispatchThread(int number) {
        this.number = number;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** What its last read returned; all bits of the width set if it failed. */
    public long value() {
        return value;
    }

    /**
     * From within a callback that holds its device's lock: a write that is made once the lock is released (Q6).
     *
     * @return whether it will be made: not if {@link #MOST_PUT_OFF} wait already, nor if it is put off by a write that
     *     was itself put off so for the fourth time
     * @param width 1, 2, 4 or 8
     * @throws IllegalArgumentException for another width
     * @throws IllegalStateException outside of such a callback
     */
    public boolean later(long address, int width, long what) {
        if (!Region.isWidth(width)) {
            throw new IllegalArgumentException("width " + width + ": expected 1, 2, 4 or 8");
        }
        return rounds < MOST_ROUNDS && putOff(address, width, what);
    }

    boolean interruptLater(int cpu, int vector) {
        return putOff(cpu, INTERRUPT, vector);
    }

    private boolean putOff(long place, int width, long what) {
        if (lockedDevice == NO_DEVICE) {
            throw new IllegalStateException("nothing needs to be put off: no device's lock is held");
        }
        if (putOff == MOST_PUT_OFF) {
            return false;
        }
        places[putOff] = place;
        widths[putOff] = width;
        values[putOff] = what;
        putOff++;
        return true;
    }

    /** Does what was put off, in order. What is put off meanwhile belongs to the accesses made here. */
    void catchUp(Dispatcher dispatcher) {
        int count = putOff;
        if (count == 0) {
            return;
        }
        long[] where = places.clone();
        long[] what = values.clone();
        int[] how = widths.clone();
        putOff = 0;
        rounds++;
        for (int i = 0; i < count; i++) {
            if (how[i] == INTERRUPT) {
                dispatcher.raise(this, (int) where[i], (int) what[i]);
            } else {
                dispatcher.write(this, where[i], how[i], what[i]);
            }
        }
        rounds--;
    }

    // ---- What the dispatcher keeps here.

    void value(long read) {
        value = read;
    }

    boolean isNested() {
        return depth > 0;
    }

    void enter() {
        depth++;
    }

    void leave() {
        depth--;
    }

    boolean hasBigLock() {
        return bigLock;
    }

    void bigLock(boolean has) {
        bigLock = has;
    }

    int lockedDevice() {
        return lockedDevice;
    }

    void lockedDevice(int device) {
        lockedDevice = device;
    }
}
