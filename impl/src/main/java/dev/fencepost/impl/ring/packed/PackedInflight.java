package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.ring.InflightLog;

/**
 * The descriptors of the buffers that the device of a packed virtqueue holds, in its {@link InflightLog}, and the
 * buffers that a device before it held when it died, which are to be taken again.
 */
final class PackedInflight {
    private static final int[] NONE_LEFT = {};

    private final InflightLog log;
    /** The free entries of the log, as a stack. */
    private final int[] freeEntries;

    private int freeCount;
    /** The first entry of each buffer held, by the device's number for it. */
    private final int[] first;

    /** The list that is being walked. */
    private final long[] addresses;

    private final long[] rests;
    private int walked;

    /** The first entries of buffers that are given back, but not shown yet. */
    private final int[] staged;

    private int stagedCount;

    private int[] left = NONE_LEFT;
    private int[] slotsLeft = NONE_LEFT;
    private int takenAgain;
    private int allSlotsLeft;

    PackedInflight(int size, InflightLog log) {
        log.requireSize(size);
        this.log = log;
        freeEntries = new int[size];
        first = new int[size];
        staged = new int[size];
        addresses = new long[size];
        rests = new long[size];
    }

    void restart(int position) {
        log.restart(position);
        left = NONE_LEFT;
        forget();
    }

    private void forget() {
        freeCount = 0;
        boolean[] used = new boolean[first.length];
        takenAgain = 0;
        stagedCount = 0;
        allSlotsLeft = 0;
        slotsLeft = new int[left.length];
        for (int i = 0; i < left.length; i++) {
            for (int entry = left[i]; entry != InflightLog.NOTHING; entry = log.next(entry)) {
                used[entry] = true;
                slotsLeft[i]++;
                allSlotsLeft++;
            }
        }
        for (int entry = used.length - 1; entry >= 0; entry--) {
            if (!used[entry]) {
                freeEntries[freeCount++] = entry;
            }
        }
    }

    int from() {
        return log.from();
    }

    int to() {
        return log.to();
    }

    void settle(boolean shown, int position) {
        left = log.settle(shown, position);
        forget();
    }

    /** Buffers to be taken again, and the slots of them. */
    int left() {
        return left.length - takenAgain;
    }

    int slotsLeft() {
        return allSlotsLeft;
    }

    int oldestLeft() {
        return left[takenAgain];
    }

    void takeAgain(int number) {
        first[number] = left[takenAgain];
        allSlotsLeft -= slotsLeft[takenAgain];
        takenAgain++;
    }

    /** Notes a descriptor of the list that is being walked, its {@code index} from the head. */
    void note(int index, long address, long length, int flags) {
        addresses[index] = address;
        rests[index] = length | (long) flags << 8 * (PackedDescriptor.FLAGS - PackedDescriptor.LENGTH);
        walked = index + 1;
    }

    /** The list that was walked is held as {@code number}; its id stands in the last descriptor. */
    void take(int number, int id) {
        rests[walked - 1] |= (long) id << 8 * (PackedDescriptor.ID - PackedDescriptor.LENGTH);
        int following = InflightLog.NOTHING;
        for (int i = walked - 1; i > 0; i--) {
            int entry = freeEntries[--freeCount];
            log.describe(entry, following, addresses[i], rests[i]);
            following = entry;
        }
        int head = freeEntries[--freeCount];
        log.describe(head, following, addresses[0], rests[0]);
        log.hold(head, following);
        first[number] = head;
    }

    void untake(int number) {
        free(first[number]);
        log.drop(first[number]);
    }

    /** Its entries are free when it has been shown. */
    void release(int number) {
        log.stage(first[number]);
        staged[stagedCount++] = first[number];
    }

    private void free(int head) {
        for (int entry = head; entry != InflightLog.NOTHING; entry = log.next(entry)) {
            freeEntries[freeCount++] = entry;
        }
    }

    void beginShow(int from, int to) {
        log.beginShow(from, to);
    }

    void endShow(int to) {
        for (int i = 0; i < stagedCount; i++) {
            free(staged[i]);
        }
        stagedCount = 0;
        log.endShow(to);
    }

    int next(int entry) {
        return log.next(entry);
    }

    long address(int entry) {
        return log.address(entry);
    }

    long rest(int entry) {
        return log.rest(entry);
    }
}
