package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.SavedState;
import dev.fencepost.impl.ring.Segments;

/**
 * The driver's side of the descriptor table: which descriptors are free and which belong to which chain in flight (S2).
 * All decisions come from private arrays; shared memory is only written.
 */
final class DriverChains {
    private final int size;
    private final int descriptors;
    private final long base;
    private final int from;
    private final int to;
    private final IndirectTables tables;
    private final boolean inOrder;
    private final int most;
    /** Where no buffer may lie. */
    private final int[] reserved;

    /** What follows each descriptor: in its chain, or in the list of free ones. */
    private final int[] next;
    /** Descriptors in the chain of a head in flight; 0 for everything else. */
    private final int[] length;

    private final long[] writable;
    private final int[] tokens;
    /** What callers keep beside their tokens. */
    private final long[] contexts;

    /** The context of the chain that was released last. */
    private long releasedContext;

    private int firstFree;
    private int free;

    /** {@code tables} is null where chains are never to be indirect. */
    DriverChains(SplitLayout layout, BufferWindow window, IndirectTables tables, boolean inOrder) {
        size = layout.size();
        descriptors = layout.descriptor(0);
        base = window.address();
        from = window.from();
        to = window.to();
        this.tables = tables;
        most = Checks.mostSegments(tables, size);
        reserved = Checks.reserved(layout.parts(), tables, size, window);
        this.inOrder = inOrder;
        next = new int[size];
        length = new int[size];
        writable = new long[size];
        tokens = new int[size];
        contexts = new long[size];
        reset();
    }

    void reset() {
        int mask = size - 1;
        for (int i = 0; i <= mask; i++) {
            next[i] = i + 1 & mask;
            length[i] = 0;
            tokens[i] = 0;
            writable[i] = 0;
            contexts[i] = 0;
        }
        releasedContext = 0;
        firstFree = 0;
        free = size;
    }

    int free() {
        return free;
    }

    boolean inFlight(int head) {
        return length[head] != 0;
    }

    long writableBytes(int head) {
        return writable[head];
    }

    int token(int head) {
        return tokens[head];
    }

    long releasedContext() {
        return releasedContext;
    }

    /**
     * Writes a chain and returns its head, or -1 where there are too few free descriptors: all of them, not just one.
     */
    int write(SharedMemory memory, Segments segments, int token, long context) {
        int count = segments.count();
        boolean indirect = tables != null && count > 1 && count <= tables.entries();
        int needed = indirect ? 1 : count;
        Checks.sendable(segments, most, from, to, reserved);
        if (needed > free) {
            return -1;
        }
        int head = firstFree;
        if (indirect) {
            writeIndirect(memory, head, segments);
        } else {
            writeDirect(memory, segments);
        }
        free -= needed;
        length[head] = needed;
        writable[head] = segments.writableBytes();
        tokens[head] = token;
        contexts[head] = context;
        return head;
    }

    private void writeDirect(SharedMemory memory, Segments segments) {
        if (segments.count() == 1) {
            int only = firstFree;
            firstFree = next[only];
            writeSegment(memory, descriptors + only * Descriptor.BYTES, segments, 0, 0);
            return;
        }
        int last = segments.count() - 1;
        int index = firstFree;
        for (int i = 0; i <= last; i++) {
            int following = next[index];
            writeSegment(memory, descriptors + index * Descriptor.BYTES, segments, i, i == last ? 0 : following);
            index = following;
        }
        firstFree = index;
    }

    private void writeIndirect(SharedMemory memory, int head, Segments segments) {
        int table = tables.table(head);
        int count = segments.count();
        for (int i = 0; i < count; i++) {
            writeSegment(memory, table + i * Descriptor.BYTES, segments, i, i == count - 1 ? 0 : i + 1);
        }
        int bytes = count * Descriptor.BYTES;
        Descriptor.write(memory, descriptors + head * Descriptor.BYTES, base + table, bytes, Descriptor.INDIRECT, 0);
        firstFree = next[head];
    }

    private void writeSegment(SharedMemory memory, int at, Segments segments, int i, int following) {
        int flags = i < segments.count() - 1 ? Descriptor.NEXT : 0;
        if (i >= segments.readableCount()) {
            flags |= Descriptor.WRITE;
        }
        long address = base + segments.offset(i);
        Descriptor.write(memory, at, address, segments.length(i), flags, following);
    }

    /** Frees the chain of a head in flight. With IN_ORDER descriptors come back in the order in which they went. */
    void release(int head) {
        int count = length[head];
        length[head] = 0;
        free += count;
        releasedContext = contexts[head];
        if (inOrder) {
            return;
        }
        int last = head;
        for (int i = 1; i < count; i++) {
            last = next[last];
        }
        next[last] = firstFree;
        firstFree = head;
    }

    /** How many words {@link #save} puts. */
    static int words(int size) {
        return 3 + 5 * size;
    }

    void save(SavedState state) {
        state.put(firstFree);
        state.put(free);
        state.put(next);
        state.put(length);
        state.put(tokens);
        state.put(writable);
        state.put(contexts);
        state.put(releasedContext);
    }

    /** Takes over what another driver saved: every descriptor is free or in one chain (S2). */
    void restore(SavedState state) {
        firstFree = state.word(0, size - 1);
        free = state.word(0, size);
        state.get(next, 0, size - 1);
        state.get(length, 0, size);
        state.get(tokens, 0, Integer.MAX_VALUE);
        state.get(writable);
        state.getAny(contexts);
        releasedContext = state.any();
        boolean[] seen = new boolean[size];
        requireList(seen, firstFree, free);
        int counted = free;
        for (int head = 0; head < size; head++) {
            requireList(seen, head, length[head]);
            counted += length[head];
        }
        SavedState.require(counted == size);
    }

    private void requireList(boolean[] seen, int from, int count) {
        int index = from;
        for (int i = 0; i < count; i++) {
            SavedState.require(!seen[index]);
            seen[index] = true;
            index = next[index];
        }
    }

    /** How many chains are in flight. */
    int heads() {
        int heads = 0;
        for (int count : length) {
            heads += count == 0 ? 0 : 1;
        }
        return heads;
    }
}
