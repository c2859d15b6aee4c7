package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;

/** Writes that were kept to be passed on later, in order (Q7). */
final class CoalescedWrites {
    private final SharedMemory memory;
    private final DispatchLayout layout;
    private final Locks locks;

    CoalescedWrites(SharedMemory memory, DispatchLayout layout, Locks locks) {
        this.memory = memory;
        this.layout = layout;
        this.locks = locks;
    }

    /** Keeps a write; false if there is no room for it. */
    boolean keep(int thread, long address, int width, long value) {
        locks.lock(LockKind.COALESCED, 0, thread);
        int first = memory.load32(Mode.PLAIN, layout.coalescedFirst());
        int count = memory.load32(Mode.PLAIN, layout.coalescedCount());
        boolean room = count < layout.writes();
        if (room) {
            int entry = layout.coalescedEntry((first + count) % layout.writes());
            memory.store64(Mode.PLAIN, entry, address);
            memory.store64(Mode.PLAIN, entry + 8, value);
            memory.store32(Mode.PLAIN, entry + 16, width);
            memory.store32(Mode.OPAQUE, layout.coalescedCount(), count + 1);
        }
        locks.unlock(LockKind.COALESCED, 0, thread);
        return room;
    }

    /** Whether there may be any; without the lock. */
    boolean isEmpty() {
        return memory.load32(Mode.OPAQUE, layout.coalescedCount()) == 0;
    }

    /** Passes the oldest one on; false if there is none. */
    boolean passOn(DispatchThread thread, Dispatcher dispatcher) {
        locks.lock(LockKind.COALESCED, 0, thread.number());
        int first = memory.load32(Mode.PLAIN, layout.coalescedFirst());
        int count = memory.load32(Mode.PLAIN, layout.coalescedCount());
        long address = 0;
        long value = 0;
        int width = 0;
        if (count != 0) {
            int entry = layout.coalescedEntry(first);
            address = memory.load64(Mode.PLAIN, entry);
            value = memory.load64(Mode.PLAIN, entry + 8);
            width = memory.load32(Mode.PLAIN, entry + 16);
            memory.store32(Mode.PLAIN, layout.coalescedFirst(), (first + 1) % layout.writes());
            memory.store32(Mode.OPAQUE, layout.coalescedCount(), count - 1);
        }
        locks.unlock(LockKind.COALESCED, 0, thread.number());
        if (count != 0) {
            dispatcher.passOn(thread, address, width, value);
        }
        return count != 0;
    }
}
