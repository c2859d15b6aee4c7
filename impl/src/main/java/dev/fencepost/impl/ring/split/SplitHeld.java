package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.ring.InflightLog;

/**
 * The buffers that the device of a split virtqueue holds, by head, and those that a device before it held when it died,
 * which are to be taken again.
 */
final class SplitHeld {
    private static final long NOT_TAKEN = -1;
    /** In flight, but to be taken again. */
    private static final long LEFT = -2;
    /** Given back, but not shown yet; only where there is a log, which has no room for a head twice. */
    private static final long STAGED = -3;

    private final InflightLog log;

    /** Writable bytes of each head in flight here. */
    private final long[] writable;

    /** Heads to be taken again, oldest first. */
    private final int[] left;

    private int leftCount;
    private int takenAgain;
    private final int[] staged;
    private int stagedCount;

    /** {@code log} is null where nothing is written down. */
    SplitHeld(int size, InflightLog log) {
        writable = new long[size];
        this.log = log;
        left = new int[log == null ? 0 : size];
        staged = new int[log == null ? 0 : size];
        if (log != null) {
            log.requireSize(size);
        }
    }

    private void clear() {
        for (int i = 0; i < writable.length; i++) {
            writable[i] = NOT_TAKEN;
        }
        leftCount = 0;
        takenAgain = 0;
        stagedCount = 0;
    }

    void restart(int position) {
        clear();
        if (log != null) {
            log.restart(position);
        }
    }

    /** How many buffers are left from another device, its used.idx being {@code position}; negative if it is not. */
    int recover(int position) {
        if (log == null) {
            throw new IllegalStateException("a device without an inflight log cannot know what another one held");
        }
        int from = log.from();
        int to = log.to();
        if (position != from && position != to) {
            return -1;
        }
        clear();
        int[] settled = log.settle(from != to && position == to, position);
        leftCount = settled.length;
        for (int i = 0; i < leftCount; i++) {
            left[i] = settled[i];
            writable[settled[i]] = LEFT;
        }
        return leftCount;
    }

    /** Buffers to be taken again. */
    int left() {
        return leftCount - takenAgain;
    }

    /** The heads to be taken again, oldest first; only right after {@link #recover}. */
    int left(int index) {
        return left[index];
    }

    int oldestLeft() {
        return left[takenAgain];
    }

    void takeAgain(int head, long bytes) {
        takenAgain++;
        writable[head] = bytes;
    }

    boolean isInFlight(int head) {
        return writable[head] != NOT_TAKEN;
    }

    void take(int head, long bytes) {
        writable[head] = bytes;
        if (log != null) {
            log.hold(head, InflightLog.NOTHING);
        }
    }

    void untake(int head) {
        writable[head] = NOT_TAKEN;
        if (log != null) {
            log.drop(head);
        }
    }

    boolean isTaken(int head) {
        return head >= 0 && head < writable.length && writable[head] >= 0;
    }

    void require(int head, long length) {
        if (!isTaken(head)) {
            throw new IllegalArgumentException("head " + head + " is not taken");
        }
        if (length < 0 || length > writable[head]) {
            throw new IllegalArgumentException(
                    length + " bytes written into head " + head + " with room for " + writable[head] + " (S4)");
        }
    }

    void release(int head) {
        writable[head] = NOT_TAKEN;
        if (log != null) {
            writable[head] = STAGED;
            staged[stagedCount++] = head;
            log.stage(head);
        }
    }

    void beginShow(int from, int to) {
        if (log != null) {
            log.beginShow(from, to);
        }
    }

    void endShow(int to) {
        if (log != null) {
            log.endShow(to);
            for (int i = 0; i < stagedCount; i++) {
                writable[staged[i]] = NOT_TAKEN;
            }
            stagedCount = 0;
        }
    }
}
