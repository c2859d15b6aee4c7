package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.QueueEnd;

/**
 * What driver and device of a split virtqueue have in common. Each moves an index of its own and follows its peer's;
 * tells the peer by flags or an event index when it wants to hear of the peer's next move, and asks of its own moves
 * whether the peer wants to hear of them. The driver's index, flags and event are those of the avail ring, the device's
 * those of the used ring, but for the event fields, which stand in the other ring than their names suggest.
 */
abstract class SplitEnd extends QueueEnd {
    /** VIRTQ_AVAIL_F_NO_INTERRUPT and VIRTQ_USED_F_NO_NOTIFY. */
    private static final int NO_NOTIFICATION = 1;

    /** Moves by which any event has been passed. */
    private static final int EVERYTHING = 1 << 16;

    /** Operations read this once and hand it on: behind a fence a JIT would read and check it again. */
    final SharedMemory memory;

    final int mask;
    final boolean inOrder;
    /** The heads of buffers by slot: a private copy of the ring that this end follows. */
    final int[] order;

    private final int firstIndex;
    /** Whether event indices say when to notify; by flags otherwise (S7). */
    final boolean eventIdx;

    private final int ownIdx;
    private final int ownFlags;
    private final int ownEvent;
    private final int peerIdx;
    private final int peerFlags;
    private final int peerEvent;

    /** The own index as it will be with what is staged, and as the peer sees it. */
    int staged;

    int published;
    /** How far this end has followed its peer's index, and that index as it was read last. */
    int followed;

    int kept;
    /** Whether the barrier behind the load of {@link #kept} has been passed. */
    boolean keptOrdered;

    private int movedSinceDecision;

    SplitEnd(SharedMemory memory, SplitLayout layout, SplitFeatures features, BufferWindow window, boolean driver) {
        Checks.inside(memory, layout.end(), window);
        this.memory = memory;
        mask = layout.size() - 1;
        inOrder = features.inOrder();
        order = new int[layout.size()];
        firstIndex = features.firstIndex();
        eventIdx = features.eventIdx();
        ownIdx = driver ? layout.availIdx() : layout.usedIdx();
        ownFlags = driver ? layout.availFlags() : layout.usedFlags();
        ownEvent = driver ? layout.usedEvent() : layout.availEvent();
        peerIdx = driver ? layout.usedIdx() : layout.availIdx();
        peerFlags = driver ? layout.usedFlags() : layout.availFlags();
        peerEvent = driver ? layout.availEvent() : layout.usedEvent();
    }

    /** Forgets everything, as before the first buffer. */
    final void restart() {
        restart(firstIndex, firstIndex);
        movedSinceDecision = 0;
    }

    /**
     * Begins in the middle: everything published up to {@code own}, the peer followed up to {@code peer}. Nobody knows
     * what the peer was told of, so that it is asked, and told if it wants to be at all (S6).
     */
    final void restart(int own, int peer) {
        for (int i = 0; i <= mask; i++) {
            order[i] = 0;
        }
        staged = own;
        published = own;
        followed = peer;
        kept = peer;
        keptOrdered = true;
        movedSinceDecision = EVERYTHING;
        forgive();
    }

    /** The own index as it stands in shared memory. */
    final int loadOwnIndex() {
        return memory.load16(Mode.OPAQUE, ownIdx);
    }

    final int firstIndex() {
        return firstIndex;
    }

    /** Stores the own index, behind whatever fences its site needs; {@code count} more than it was. */
    final void move(SharedMemory memory, int count) {
        published = staged;
        movedSinceDecision = Math.min(movedSinceDecision + count, EVERYTHING);
        memory.store16(Mode.OPAQUE, ownIdx, published);
    }

    /** Whether the peer wants to be told of the moves since this was last asked (S6, S7). */
    final boolean isWanted(Site site) {
        int count = movedSinceDecision;
        if (count == 0) {
            return false;
        }
        movedSinceDecision = 0;
        memory.fullFence(site);
        if (eventIdx) {
            int event = memory.load16(Mode.OPAQUE, peerEvent);
            // Over 2^16 moves the event must have been passed, which the difference below then says too.
            return (published - event - 1 & 0xffff) < count;
        }
        return (memory.load16(Mode.OPAQUE, peerFlags) & NO_NOTIFICATION) == 0;
    }

    /** The peer has been told without being asked. */
    final void told() {
        requireSound();
        movedSinceDecision = 0;
    }

    /** Where the next buffer will be shown to the peer: its index. */
    public final int ownPosition() {
        return published;
    }

    /** Where the peer's next buffer is looked for: its index. */
    public final int peerPosition() {
        return followed;
    }

    /** Asks for no notifications by flags, which say nothing with EVENT_IDX and stay 0 there (S7). */
    final void suppress() {
        if (!eventIdx) {
            memory.store16(Mode.OPAQUE, ownFlags, NO_NOTIFICATION);
        }
    }

    /** Asks for a notification when the peer's index passes {@code event}; by flags, when it moves. */
    final void ask(int event) {
        if (eventIdx) {
            memory.store16(Mode.OPAQUE, ownEvent, event);
        } else {
            memory.store16(Mode.OPAQUE, ownFlags, 0);
        }
    }

    /** Moves the event along while notifications are on; flags need no such thing. */
    final void askAgain(Site site) {
        if (eventIdx) {
            memory.store16(Mode.OPAQUE, ownEvent, followed);
            memory.fullFence(site);
        }
    }

    /** The peer's index as it is now. Whoever looks checks it before keeping it. */
    final int loadPeerIndex(SharedMemory memory) {
        return memory.load16(Mode.OPAQUE, peerIdx);
    }

    final void keep(int index) {
        kept = index;
        keptOrdered = false;
    }

    /** Buffers that this end will find by the index that was read last, without reading it again. */
    public int waiting() {
        return kept - followed & 0xffff;
    }
}
