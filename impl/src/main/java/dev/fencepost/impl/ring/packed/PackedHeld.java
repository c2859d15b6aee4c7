package dev.fencepost.impl.ring.packed;

/**
 * The buffers that the device of a packed virtqueue holds. They are named by numbers of its own: a buffer id is the
 * driver's word, and a driver that is not trusted may give two buffers one.
 */
final class PackedHeld {
    private static final long NOT_HELD = -1;

    private final int size;
    /** The free numbers, as a stack. */
    private final int[] freeNumbers;

    private final int[] ids;
    private final int[] slots;
    private final long[] writable;
    /** The numbers in the order in which they were taken; with IN_ORDER only. */
    private final int[] order;

    private int count;
    private int heldSlots;
    private int oldest;
    private int newest;

    PackedHeld(int size) {
        this.size = size;
        freeNumbers = new int[size];
        ids = new int[size];
        slots = new int[size];
        writable = new long[size];
        order = new int[size];
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            freeNumbers[i] = size - 1 - i;
            ids[i] = 0;
            slots[i] = 0;
            writable[i] = NOT_HELD;
            order[i] = 0;
        }
        count = 0;
        heldSlots = 0;
        oldest = 0;
        newest = 0;
    }

    int count() {
        return count;
    }

    /** Slots of all of them: at most the queue size. */
    int slots() {
        return heldSlots;
    }

    int add(int id, int slotsOfIt, long writableBytes) {
        int number = freeNumbers[size - 1 - count];
        count++;
        heldSlots += slotsOfIt;
        ids[number] = id;
        slots[number] = slotsOfIt;
        writable[number] = writableBytes;
        order[newest] = number;
        newest = after(newest);
        return number;
    }

    /** Refuses a number that names no buffer, or a length that it has no room for. */
    void require(int number, long length) {
        if (number < 0 || number >= size || writable[number] == NOT_HELD) {
            throw new IllegalArgumentException("buffer " + number + " is not taken");
        }
        if (length < 0 || length > writable[number]) {
            throw new IllegalArgumentException(
                    length + " bytes written into buffer " + number + " with room for " + writable[number] + " (S4)");
        }
    }

    /** Whether it is held, and none of those held was taken after it. */
    boolean isNewest(int number) {
        int last = newest == 0 ? size - 1 : newest - 1;
        return number >= 0 && number < size && writable[number] != NOT_HELD && order[last] == number;
    }

    /** Forgets the newest one and returns how many slots it had. */
    int untake(int number) {
        newest = newest == 0 ? size - 1 : newest - 1;
        return release(number, false);
    }

    int id(int number) {
        return ids[number];
    }

    /** With IN_ORDER, the one taken first. */
    int oldest() {
        return order[oldest];
    }

    /** With IN_ORDER, the one taken as the {@code n}th; 1 is the oldest. */
    int nth(int n) {
        int at = oldest + n - 1;
        return order[at >= size ? at - size : at];
    }

    /** Forgets a buffer and returns how many slots it had. */
    int release(int number, boolean inOrder) {
        int had = slots[number];
        writable[number] = NOT_HELD;
        heldSlots -= had;
        count--;
        freeNumbers[size - 1 - count] = number;
        if (inOrder) {
            oldest = after(oldest);
        }
        return had;
    }

    private int after(int index) {
        int following = index + 1;
        return following == size ? 0 : following;
    }
}
