package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.ring.SavedState;

/**
 * What the driver of a packed virtqueue knows of its buffers, by id: a private record, for what stands in the ring is
 * overwritten by the device (P4, S2).
 */
final class PackedBuffers {
    private final int size;
    /** The free ids, as a stack. */
    private final int[] freeIds;
    /** Slots of a buffer in flight, or staged; 0 for a free id. */
    private final int[] slots;

    private final long[] writable;
    private final int[] tokens;
    /** What callers keep beside their tokens. */
    private final long[] contexts;
    /** The ids in flight in the order in which they were added; with IN_ORDER only, the older ones too. */
    private final int[] order;

    private int count;
    private int staged;
    private int oldest;
    private int newest;
    /** The context of the buffer that was released last. */
    private long releasedContext;

    PackedBuffers(int size) {
        this.size = size;
        freeIds = new int[size];
        slots = new int[size];
        writable = new long[size];
        tokens = new int[size];
        contexts = new long[size];
        order = new int[size];
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            freeIds[i] = size - 1 - i;
            slots[i] = 0;
            writable[i] = 0;
            tokens[i] = 0;
            contexts[i] = 0;
            order[i] = 0;
        }
        releasedContext = 0;
        count = 0;
        staged = 0;
        oldest = 0;
        newest = 0;
    }

    int count() {
        return count;
    }

    /** A buffer that is staged: its id. There are as many ids as slots, so that one is free where a slot is. */
    int add(int needed, long writableBytes, int token, long context) {
        int id = freeIds[size - 1 - count];
        count++;
        slots[id] = needed;
        writable[id] = writableBytes;
        tokens[id] = token;
        contexts[id] = context;
        order[newest] = id;
        newest = after(newest);
        staged++;
        return id;
    }

    /** The device may know of all buffers staged. */
    void publish() {
        staged = 0;
    }

    /** Whether it is in flight, and not just staged: for the driver in flight too, but nothing the device may know. */
    boolean isAvailable(int id) {
        return slots[id] != 0 && (staged == 0 || !isStaged(id));
    }

    private boolean isStaged(int id) {
        int at = newest - staged;
        if (at < 0) {
            at += size;
        }
        for (int i = 0; i < staged; i++) {
            if (order[at] == id) {
                return true;
            }
            at = after(at);
        }
        return false;
    }

    boolean isInFlight(int id) {
        return slots[id] != 0;
    }

    long writableBytes(int id) {
        return writable[id];
    }

    int token(int id) {
        return tokens[id];
    }

    long releasedContext() {
        return releasedContext;
    }

    /** With IN_ORDER, the id that was added first. */
    int oldest() {
        return order[oldest];
    }

    /** With IN_ORDER, how many buffers were added up to that one, which is available. */
    int closedBy(int id) {
        int closed = 1;
        for (int at = oldest; order[at] != id; at = after(at)) {
            closed++;
        }
        return closed;
    }

    /** Frees an id and returns how many slots its buffer had. */
    int release(int id, boolean inOrder) {
        int had = slots[id];
        slots[id] = 0;
        releasedContext = contexts[id];
        count--;
        freeIds[size - 1 - count] = id;
        if (inOrder) {
            oldest = after(oldest);
        }
        return had;
    }

    private int after(int index) {
        int following = index + 1;
        return following == size ? 0 : following;
    }

    /** How many words {@link #save} puts. */
    static int words(int size) {
        return 4 + 6 * size;
    }

    void save(SavedState state) {
        state.put(count);
        state.put(oldest);
        state.put(newest);
        state.put(freeIds);
        state.put(slots);
        state.put(tokens);
        state.put(order);
        state.put(writable);
        state.put(contexts);
        state.put(releasedContext);
    }

    /**
     * Takes over what another driver saved: each id is free or names one buffer in flight (S2).
     *
     * @return the slots of all buffers
     */
    int restore(SavedState state, boolean inOrder) {
        count = state.word(0, size);
        oldest = state.word(0, size - 1);
        newest = state.word(0, size - 1);
        state.get(freeIds, 0, size - 1);
        state.get(slots, 0, size);
        state.get(tokens, 0, Integer.MAX_VALUE);
        state.get(order, 0, size - 1);
        state.get(writable);
        state.getAny(contexts);
        releasedContext = state.any();
        staged = 0;
        boolean[] free = new boolean[size];
        for (int i = 0; i < size - count; i++) {
            SavedState.require(!free[freeIds[i]] && slots[freeIds[i]] == 0);
            free[freeIds[i]] = true;
        }
        int all = 0;
        for (int id = 0; id < size; id++) {
            SavedState.require(free[id] == (slots[id] == 0));
            all += slots[id];
        }
        SavedState.require(!inOrder || (newest - oldest - count) % size == 0);
        for (int i = 0; inOrder && i < count; i++) {
            SavedState.require(slots[order[(oldest + i) % size]] != 0);
        }
        return all;
    }
}
