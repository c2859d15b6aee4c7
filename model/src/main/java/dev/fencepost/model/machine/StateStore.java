package dev.fencepost.model.machine;

import java.util.Arrays;

/**
 * Every state found so far, in the order of finding, with the state it was found from. Words and parents lie in pages;
 * an open-addressing table maps the hash of a state to its index. A slot of the table has the hash in its upper half,
 * so that growing it never reads a state and a miss rarely does, and the index plus one in its lower half; 0 is empty.
 */
final class StateStore {
    /** Returned by {@link #add} for a state that is there already. */
    static final int KNOWN = -1;

    /** Returned by {@link #add} for a state that the memory limit leaves no room for. */
    static final int FULL = -2;

    private static final int PAGE_BITS = 14;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int FIRST_TABLE = 1 << 10;
    private static final long LOWER = 0xffff_ffffL;

    private final int words;
    private final long maxBytes;
    private long[][] states = new long[16][];
    private int[][] parents = new int[16][];
    private long[] table = new long[FIRST_TABLE];
    private int size;
    private long bytes = (long) FIRST_TABLE * Long.BYTES;

    StateStore(int words, long maxBytes) {
        this.words = words;
        this.maxBytes = maxBytes;
    }

    int size() {
        return size;
    }

    /** Bytes that the store occupies now. */
    long bytes() {
        return bytes;
    }

    int parent(int index) {
        return parents[index >>> PAGE_BITS][index & PAGE - 1];
    }

    void read(int index, long[] state) {
        System.arraycopy(states[index >>> PAGE_BITS], (index & PAGE - 1) * words, state, 0, words);
    }

    /**
     * Keeps a state.
     *
     * @param parent index of the state it was found from, or -1
     * @return its index if it is new, else {@link #KNOWN} or {@link #FULL}
     */
    int add(long[] state, int parent) {
        int hash = hash(state);
        int mask = table.length - 1;
        int slot = place(hash, mask);
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == hash && same((int) (entry & LOWER) - 1, state)) {
                return KNOWN;
            }
            slot = slot + 1 & mask;
        }
        if (!makeRoom()) {
            return FULL;
        }
        if (mask != table.length - 1) {
            slot = emptySlot(table, hash);
        }
        int index = size++;
        table[slot] = (long) hash << 32 | index + 1L;
        System.arraycopy(state, 0, states[index >>> PAGE_BITS], (index & PAGE - 1) * words, words);
        parents[index >>> PAGE_BITS][index & PAGE - 1] = parent;
        return index;
    }

    boolean contains(long[] state) {
        int hash = hash(state);
        int mask = table.length - 1;
        int slot = place(hash, mask);
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> 32) == hash && same((int) (entry & LOWER) - 1, state)) {
                return true;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }

    private boolean same(int index, long[] state) {
        long[] page = states[index >>> PAGE_BITS];
        int at = (index & PAGE - 1) * words;
        for (int i = 0; i < words; i++) {
            if (page[at + i] != state[i]) {
                return false;
            }
        }
        return true;
    }

    /** Room for one more, or false if the limit forbids it. */
    private boolean makeRoom() {
        if ((size & PAGE - 1) == 0 && !addPage()) {
            return false;
        }
        return size < table.length / 3L * 2 || growTable();
    }

    private boolean addPage() {
        int page = size >>> PAGE_BITS;
        if (page < states.length && states[page] != null) {
            return true; // made for a state that the table then had no room for
        }
        long more = (long) PAGE * (words * Long.BYTES + Integer.BYTES);
        if (bytes + more > maxBytes) {
            return false;
        }
        if (page == states.length) {
            states = Arrays.copyOf(states, 2 * page);
            parents = Arrays.copyOf(parents, 2 * page);
        }
        states[page] = new long[PAGE * words];
        parents[page] = new int[PAGE];
        bytes += more;
        return true;
    }

    private boolean growTable() {
        long more = 2L * table.length * Long.BYTES; // old and new table are there together for a moment
        if (bytes + more > maxBytes || table.length > 1 << 29) {
            return false;
        }
        long[] larger = new long[2 * table.length];
        for (long entry : table) {
            if (entry != 0) {
                larger[emptySlot(larger, (int) (entry >>> 32))] = entry;
            }
        }
        bytes += (long) table.length * Long.BYTES;
        table = larger;
        return true;
    }

    private static int emptySlot(long[] table, int hash) {
        int mask = table.length - 1;
        int slot = place(hash, mask);
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int place(int hash, int mask) {
        return hash & mask;
    }

    /**
     * Multiplies and folds: neighbours in the state space differ in a few bits, which must reach all bits of the hash.
     */
    private static int hash(long[] state) {
        long hash = 0;
        for (long word : state) {
            hash = (hash ^ word) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        hash *= 0xD6E8_FEB8_6659_FD93L;
        return (int) (hash ^ hash >>> 32);
    }
}
