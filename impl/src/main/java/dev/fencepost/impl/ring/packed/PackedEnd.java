package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.QueueEnd;

/**
 * What driver and device of a packed virtqueue have in common. Each goes round the ring twice over: where it writes,
 * and where it looks for what its peer wrote, each with the AVAIL and USED bits that mean so in that lap (P1, P2). What
 * is written shows by the flags of the first descriptor of a batch, which come last (P3). Each says in a structure of
 * its own when it wants to be notified, and reads that of its peer (P5).
 *
 * <p>Any queue size: offsets step and wrap by comparison, no bits are masked.
 */
abstract class PackedEnd extends QueueEnd {
    static final int ENABLE = 0;
    static final int DISABLE = 1;
    static final int DESC = 2;

    private static final int FLAGS = 3;
    private static final int WRAP = 1 << 15;
    private static final int EVENT_FLAGS = 2;

    /** As many descriptors as no event position survives. */
    private static final int EVERYTHING = 1 << 16;

    /** Operations read this once and hand it on: behind a fence a JIT would read and check it again. */
    final SharedMemory memory;

    final int size;
    final boolean eventIdx;
    final boolean inOrder;
    final int ownEvent;
    final int peerEvent;

    private final int ring;
    private final int firstBits;

    /** Where the next descriptor is written, and the bits that show it in that lap. */
    int next;

    int nextBits;
    /** Where the peer's next descriptor is looked for, and the bits that show it in that lap. */
    int followed;

    int followedBits;

    /** Descriptors written behind one whose flags are withheld: its offset, and those flags. */
    private int staged;

    private int withheldAt;
    private int withheldFlags;

    /** Where the peer finds nothing yet, with the wrap counter in bit 15. */
    private int published;

    private int shownSinceDecision;

    PackedEnd(SharedMemory memory, PackedLayout layout, PackedFeatures features, BufferWindow window, boolean driver) {
        Checks.inside(memory, layout.end(), window);
        this.memory = memory;
        size = layout.size();
        ring = layout.descriptor(0);
        eventIdx = features.eventIdx();
        inOrder = features.inOrder();
        ownEvent = driver ? layout.driverEvent() : layout.deviceEvent();
        peerEvent = driver ? layout.deviceEvent() : layout.driverEvent();
        firstBits = driver ? PackedDescriptor.AVAIL : PackedDescriptor.BITS;
    }

    /** Forgets everything, as before the first buffer: all wrap counters are 1. */
    final void restart() {
        restart(WRAP, WRAP);
        shownSinceDecision = 0;
    }

    /**
     * Begins in the middle: everything shown up to the position {@code own}, the peer followed up to {@code peer}.
     * Nobody knows what the peer was told of, so that it is asked, and told if it wants to be at all (S6).
     */
    final void restart(int own, int peer) {
        next = own & WRAP - 1;
        nextBits = isSecondLap(own) ? firstBits ^ PackedDescriptor.BITS : firstBits;
        followed = peer & WRAP - 1;
        // What the one writes is what the other looks for: available, or used, in the first lap.
        int looksFor = firstBits ^ PackedDescriptor.USED;
        followedBits = isSecondLap(peer) ? looksFor ^ PackedDescriptor.BITS : looksFor;
        staged = 0;
        withheldAt = 0;
        withheldFlags = 0;
        published = own;
        shownSinceDecision = EVERYTHING;
        forgive();
    }

    private static boolean isSecondLap(int position) {
        return (position & WRAP) == 0;
    }

    /** Refuses what is no position in the ring. */
    final void requirePosition(int position) {
        if ((position & ~0xffff) != 0 || (position & WRAP - 1) >= size) {
            throw new IllegalArgumentException(
                    "position " + position + " of a ring of " + size + ": expected an offset and a wrap counter");
        }
    }

    /** The position {@code slots} behind another one, at most a queue size. */
    final int advanced(int position, int slots) {
        int offset = (position & WRAP - 1) + slots;
        return offset < size ? offset | position & WRAP : offset - size | ~position & WRAP;
    }

    /** Where the next descriptor is written. */
    final int staging() {
        return next | (isSecondLap() ? 0 : WRAP);
    }

    final int slot(int offset) {
        return ring + Descriptor.BYTES * offset;
    }

    /** Moves on by one descriptor that was written whole but for its flags, which may have to wait. */
    final void stageOne(SharedMemory memory, int flags) {
        int at = next;
        stage(memory, at, flags | nextBits);
        int following = at + 1;
        if (following == size) {
            following = 0;
            nextBits ^= PackedDescriptor.BITS;
        }
        next = following;
        staged++;
    }

    /** Moves on by {@code count} descriptors, of which only the first was written (P4). */
    final void stageFirstOf(SharedMemory memory, int count, int flags) {
        int at = next;
        stage(memory, at, flags | nextBits);
        int following = at + count;
        if (following >= size) {
            following -= size;
            nextBits ^= PackedDescriptor.BITS;
        }
        next = following;
        staged += count;
    }

    private void stage(SharedMemory memory, int at, int flags) {
        if (staged == 0) {
            withheldAt = slot(at) + PackedDescriptor.FLAGS;
            withheldFlags = flags;
        } else {
            memory.store16(Mode.PLAIN, slot(at) + PackedDescriptor.FLAGS, flags);
        }
    }

    final boolean hasStaged() {
        return staged != 0;
    }

    final int staged() {
        return staged;
    }

    /** Shows the peer what is staged, behind whatever fences its site needs. */
    final void show(SharedMemory memory) {
        published = staging();
        shownSinceDecision = Math.min(shownSinceDecision + staged, 2 * size); // two laps pass every position
        staged = 0;
        memory.store16(Mode.OPAQUE, withheldAt, withheldFlags);
    }

    /** Whether the wrap counter of {@link #next} is 0. */
    private boolean isSecondLap() {
        return (nextBits & PackedDescriptor.AVAIL) == 0;
    }

    /** The flags of the slot that the peer writes next. */
    final int look(SharedMemory memory) {
        return memory.load16(Mode.OPAQUE, slot(followed) + PackedDescriptor.FLAGS);
    }

    /** Whether flags that were read there say that the peer has written it. */
    final boolean shows(int flags) {
        return (flags & PackedDescriptor.BITS) == followedBits;
    }

    /** Whether a device has used the descriptor at a position. */
    final boolean isUsedAt(SharedMemory memory, int position) {
        int flags = memory.load16(Mode.OPAQUE, slot(position & WRAP - 1) + PackedDescriptor.FLAGS);
        return (flags & PackedDescriptor.BITS) == (isSecondLap(position) ? 0 : PackedDescriptor.BITS);
    }

    /** Follows the peer over {@code count} slots, at most as many as there are. */
    final void follow(int count) {
        int following = followed + count;
        if (following >= size) {
            following -= size;
            followedBits ^= PackedDescriptor.BITS;
        }
        followed = following;
    }

    /** Follows the peer over {@code count} slots less. */
    final void unfollow(int count) {
        int before = followed - count;
        if (before < 0) {
            before += size;
            followedBits ^= PackedDescriptor.BITS;
        }
        followed = before;
    }

    /** A position some slots ahead of where the peer is looked for, offset and wrap counter in one (P2). */
    final int ahead(int slots) {
        int offset = followed + slots;
        // AVAIL of an available descriptor and of a used one is the wrap counter.
        boolean wrap = (followedBits & PackedDescriptor.AVAIL) != 0;
        if (offset >= size) {
            offset -= size;
            wrap = !wrap;
        }
        return wrap ? offset | WRAP : offset;
    }

    /** How many descriptors were shown since this was last asked; passes the full fence at {@code site} if any. */
    final int decide(SharedMemory memory, Site site) {
        int count = shownSinceDecision;
        if (count != 0) {
            shownSinceDecision = 0;
            memory.fullFence(site);
        }
        return count;
    }

    /** The peer has been told without being asked. */
    final void told() {
        requireSound();
        shownSinceDecision = 0;
    }

    /** Where the next buffer will be shown to the peer: offset, and the wrap counter in bit 15. */
    public final int ownPosition() {
        return published;
    }

    /** Where the peer's next buffer is looked for: offset, and the wrap counter in bit 15. */
    public final int peerPosition() {
        return ahead(0);
    }

    final boolean isByPosition(int flags) {
        return eventIdx && (flags & FLAGS) == DESC;
    }

    static boolean isWanted(int flags) {
        return (flags & FLAGS) != DISABLE;
    }

    /** Whether one of the last {@code count} descriptors shown is the one at that position (P5). */
    final boolean isPassed(int position, int count) {
        int event = position & WRAP - 1;
        if (((position ^ published) & WRAP) != 0) {
            event -= size;
        }
        return ((published & WRAP - 1) - event - 1 & 0xffff) < count;
    }

    /** Where the flags of an event structure lie in it. */
    static int eventFlags(int structure) {
        return structure + EVENT_FLAGS;
    }
}
