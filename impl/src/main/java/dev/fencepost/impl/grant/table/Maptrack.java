package dev.fencepost.impl.grant.table;

import dev.fencepost.impl.argument.Arguments;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/**
 * A domain's handles: which grants it has mapped. Entries lie in pages that are added as they are needed and found by
 * handle without a lock, beside pages that are being added:
 *
 * <pre>
 * le32 limit; le32 page[P]; then P pages of { le32 ref; le16 flags; le16 domid; le32 vcpu; le32 0 } [n]
 * </pre>
 *
 * <p>Each virtual CPU has a free list, linked through ref: handles are taken from its head and go back to its tail, and
 * the last one is never given out, so that taking and giving never meet (G6). Where a list has none to give, a page is
 * added or, when there are no more, one is stolen from another list.
 */
final class Maptrack {
    /** No handle. */
    static final int NONE = -1;

    private static final int ENTRY = 16;
    /** Handles and the pointers to their pages together stay below 2^31 bytes. */
    private static final int MOST = Integer.MAX_VALUE / (2 * ENTRY);

    private static final int FLAGS = 4;
    private static final int DOMID = 6;
    private static final int VCPU = 8;

    private final SharedMemory memory;
    private final GrantLocks locks;
    private final int start;
    private final int domain;
    private final int pages;
    private final int perPage;
    private final int[] heads;
    private final int[] tails;
    private final boolean[] mine;

    /** {@code owners} says for each virtual CPU whose it is. */
    Maptrack(SharedMemory memory, GrantLocks locks, int start, int domain, int pages, int perPage, int[] owners) {
        this.memory = memory;
        this.locks = locks;
        this.start = start;
        this.domain = domain;
        this.pages = pages;
        this.perPage = perPage;
        heads = new int[owners.length];
        tails = new int[owners.length];
        mine = new boolean[owners.length];
        for (int i = 0; i < owners.length; i++) {
            heads[i] = NONE;
            tails[i] = NONE;
            mine[i] = owners[i] == domain;
        }
    }

    /** Bytes for so many pages. */
    static int bytes(int pages, int perPage) {
        Arguments.inRange("handles on a page", perPage, 2, MOST);
        Arguments.inRange("pages of handles", pages, 1, MOST / perPage);
        return firstPage(pages) + pages * perPage * ENTRY;
    }

    private static int firstPage(int pages) {
        return 4 + 4 * pages + ENTRY - 1 & -ENTRY;
    }

    private int pointer(int handle) {
        return start + 4 + 4 * (handle / perPage);
    }

    private int entry(int handle) {
        return memory.load32(Mode.OPAQUE, pointer(handle)) + ENTRY * (handle % perPage);
    }

    // ---- Looking up, without a lock.

    /** Where the entry of a handle lies, or {@link #NONE} if no hypercall can have given it out. */
    int find(int handle) {
        int limit = memory.load32(Mode.OPAQUE, start);
        if (handle < 0 || handle >= limit) {
            return NONE;
        }
        memory.loadFence(GrantSite.GX7);
        return entry(handle);
    }

    /** GNTMAP flags of an entry; 0 for one that is not live. What they come with is read afterwards. */
    int flags(int at) {
        int flags = memory.load16(Mode.OPAQUE, at + FLAGS);
        memory.loadFence(GrantSite.GX9);
        return flags;
    }

    int domid(int at) {
        return memory.load16(Mode.OPAQUE, at + DOMID);
    }

    int ref(int at) {
        return memory.load32(Mode.OPAQUE, at);
    }

    /** Makes a handle live: the flags, which everybody looks at first, last. */
    void fill(int handle, int domid, int ref, int flags) {
        int at = entry(handle);
        memory.store16(Mode.OPAQUE, at + DOMID, domid);
        memory.store32(Mode.OPAQUE, at, ref);
        memory.storeFence(GrantSite.GX8);
        memory.store16(Mode.OPAQUE, at + FLAGS, flags);
    }

    /** What is left of a live handle; nothing if it is 0. */
    void setFlags(int at, int flags) {
        memory.store16(Mode.OPAQUE, at + FLAGS, flags);
    }

    int limit() {
        return memory.load32(Mode.OPAQUE, start);
    }

    // ---- Free lists.

    /** A free handle, or {@link #NONE}. */
    int take(int vcpu) {
        int own = pop(vcpu);
        if (own != NONE) {
            return own;
        }
        locks.lockMaptrack(domain);
        int limit = limit();
        if (limit < pages * perPage) {
            return grow(vcpu, limit);
        }
        locks.unlockMaptrack(domain);
        if (tails[vcpu] == NONE) {
            int sentinel = steal(vcpu);
            if (sentinel == NONE) {
                return NONE;
            }
            locks.lockFreeList(vcpu);
            memory.store32(Mode.OPAQUE, entry(sentinel), NONE);
            tails[vcpu] = sentinel;
            heads[vcpu] = sentinel;
            locks.unlockFreeList(vcpu);
        }
        return steal(vcpu);
    }

    private int pop(int vcpu) {
        locks.lockFreeList(vcpu);
        int head = heads[vcpu];
        int next = head == NONE ? NONE : ref(entry(head));
        if (next == NONE) {
            head = NONE; // the sentinel stays
        } else {
            heads[vcpu] = next;
        }
        locks.unlockFreeList(vcpu);
        return head;
    }

    /** Adds a page, gives out its first handle and puts the others at the head of the list. */
    private int grow(int vcpu, int first) {
        int page = start + firstPage(pages) + first * ENTRY;
        for (int i = 0; i < perPage; i++) {
            int at = page + ENTRY * i;
            memory.store32(Mode.OPAQUE, at, first + i + 1);
            memory.store16(Mode.OPAQUE, at + FLAGS, 0);
            memory.store32(Mode.OPAQUE, at + VCPU, vcpu);
        }
        if (tails[vcpu] == NONE) {
            tails[vcpu] = first + perPage - 1;
        }
        memory.store32(Mode.OPAQUE, pointer(first), page);
        memory.storeFence(GrantSite.GX6);
        memory.store32(Mode.OPAQUE, start, first + perPage);
        locks.unlockMaptrack(domain);
        locks.lockFreeList(vcpu);
        memory.store32(Mode.OPAQUE, page + ENTRY * (perPage - 1), heads[vcpu]);
        heads[vcpu] = first + 1;
        locks.unlockFreeList(vcpu);
        return first;
    }

    private int steal(int thief) {
        for (int i = 1; i <= heads.length; i++) {
            int victim = (thief + i) % heads.length;
            int handle = mine[victim] ? pop(victim) : NONE;
            if (handle != NONE) {
                memory.store32(Mode.OPAQUE, entry(handle) + VCPU, thief);
                return handle;
            }
        }
        return NONE;
    }

    /** Gives a handle back to the list that it is of. */
    void put(int handle) {
        int at = entry(handle);
        memory.store32(Mode.OPAQUE, at, NONE);
        int vcpu = memory.load32(Mode.OPAQUE, at + VCPU);
        locks.lockFreeList(vcpu);
        int tail = tails[vcpu];
        tails[vcpu] = handle;
        memory.store32(Mode.OPAQUE, entry(tail), handle);
        locks.unlockFreeList(vcpu);
    }

    /** Handles of a virtual CPU's free list, the sentinel included; for looking on while nothing runs. */
    int free(int vcpu) {
        int count = 0;
        for (int handle = heads[vcpu]; handle != NONE && count <= pages * perPage; handle = ref(entry(handle))) {
            count++;
        }
        return count;
    }
}
