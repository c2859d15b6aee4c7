package dev.fencepost.impl.ring.packed;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.Descriptor;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.SavedState;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.UsedLength;

/**
 * The driver's end of a packed virtqueue: adds buffers and gets them back used. Shared accesses and their order are
 * those of the Linux driver (drivers/virtio/virtio_ring.c, 6.1), except that with EVENT_IDX it asks by position from
 * the first {@link #enableCallbacks} on: Linux leaves the flags of a new ring at ENABLE until callbacks have been
 * disabled once, and hears of each buffer until then. Any queue size from 1 to 32768.
 */
public final class PackedDriver extends PackedEnd implements RingDriver {
    /** What a saved packed driver begins with, and how many words there are but for its buffers. */
    private static final int LAYOUT = 2;

    private static final int WORDS = 7;

    private final PackedLayout layout;
    private final PackedBuffers buffers;
    private final long base;
    private final int from;
    private final int to;
    private final IndirectTables tables;
    private final boolean everyLength;
    private final int most;
    /** Where no buffer may lie. */
    private final int[] reserved;

    private int free;
    /** Ids below this one have been looked at for buffers to detach. */
    private int detached;

    private int eventFlags;
    private int batch;
    private int batchId;
    private long batchLength;
    private long gotLength;

    /**
     * A driver that never builds indirect tables. Resets the ring.
     *
     * @throws IllegalArgumentException if ring or window reach outside the memory
     */
    public PackedDriver(SharedMemory memory, PackedLayout layout, PackedFeatures features, BufferWindow window) {
        this(memory, layout, features, window, null);
    }

    /**
     * A driver that builds indirect tables for buffers of several segments that fit one. Resets the ring.
     *
     * @param tables where; null for nowhere
     * @throws IllegalArgumentException if ring, window or tables reach outside the memory, or tables are given without
     *     the feature
     */
    public PackedDriver(
            SharedMemory memory,
            PackedLayout layout,
            PackedFeatures features,
            BufferWindow window,
            IndirectTables tables) {
        this(memory, layout, features, window, tables, UsedLength.WITH_WRITE);
    }

    /**
     * The same for a device of which is known how it says what it wrote.
     *
     * @param usedLength which lengths count
     */
    public PackedDriver(
            SharedMemory memory,
            PackedLayout layout,
            PackedFeatures features,
            BufferWindow window,
            IndirectTables tables,
            UsedLength usedLength) {
        this(layout, memory, features, window, tables, usedLength);
        reset();
    }

    /**
     * A driver that goes on where the one stopped that {@linkplain #save saved} this, on the same ring. As nobody knows
     * whether the device was told of all that it published, the first {@link #needsKick} asks about everything (S6); so
     * ask that right away.
     *
     * @throws IllegalArgumentException as for the other driver, or if no driver of such a queue can have saved this
     */
    public static PackedDriver resumed(
            SharedMemory memory,
            PackedLayout layout,
            PackedFeatures features,
            BufferWindow window,
            IndirectTables tables,
            UsedLength usedLength,
            long[] saved) {
        PackedDriver driver = new PackedDriver(layout, memory, features, window, tables, usedLength);
        driver.restore(saved);
        return driver;
    }

    private PackedDriver(
            PackedLayout layout,
            SharedMemory memory,
            PackedFeatures features,
            BufferWindow window,
            IndirectTables tables,
            UsedLength usedLength) {
        super(memory, layout, features, window, true);
        if (tables != null) {
            Checks.usable(tables, layout.size(), features.indirect(), window, layout.parts());
        }
        this.layout = layout;
        buffers = new PackedBuffers(size);
        base = window.address();
        from = window.from();
        to = window.to();
        this.tables = tables;
        most = Checks.mostSegments(tables, size);
        reserved = Checks.reserved(layout.parts(), tables, size, window);
        everyLength = usedLength == UsedLength.ALWAYS;
    }

    @Override
    public long[] save() {
        requireSound();
        if (hasStaged()) {
            throw new IllegalStateException("buffers are staged: publish them first");
        }
        SavedState state = new SavedState(size, LAYOUT, WORDS + PackedBuffers.words(size));
        state.put(ownPosition());
        state.put(ahead(0));
        state.put(eventFlags);
        state.put(batch);
        state.put(batchId);
        state.put(batchLength);
        state.put(gotLength);
        buffers.save(state);
        return state.words();
    }

    private void restore(long[] saved) {
        SavedState state = new SavedState(saved, size, LAYOUT, WORDS + PackedBuffers.words(size));
        int own = state.word(0, 0xffff);
        int peer = state.word(0, 0xffff);
        requirePosition(own);
        requirePosition(peer);
        restart(own, peer);
        eventFlags = state.word(ENABLE, DESC);
        batch = state.word(0, size);
        batchId = state.word(0, size - 1);
        batchLength = state.bytes();
        gotLength = state.bytes();
        int slots = buffers.restore(state, inOrder);
        SavedState.require(slots <= size && own == advanced(peer, slots));
        SavedState.require(batch == 0 || inOrder && batch <= buffers.count());
        free = size - slots;
    }

    @Override
    public void reset() {
        PackedMemory.clear(memory, layout);
        buffers.clear();
        free = size;
        detached = 0;
        eventFlags = ENABLE;
        batch = 0;
        batchId = 0;
        batchLength = 0;
        gotLength = 0;
        restart();
    }

    @Override
    public boolean add(Segments segments, int token, long context) {
        boolean room = stage(segments, token, context);
        if (room) {
            publish(memory);
        }
        return room;
    }

    @Override
    public boolean stage(Segments segments, int token, long context) {
        requireSound();
        Checks.token(token);
        Checks.sendable(segments, most, from, to, reserved);
        int count = segments.count();
        boolean indirect = tables != null && count > 1 && count <= tables.entries();
        int needed = indirect ? 1 : count;
        if (needed > free) {
            return false;
        }
        int id = buffers.add(needed, segments.writableBytes(), token, context);
        if (indirect) {
            writeTable(memory, id, segments);
        } else {
            writeList(memory, id, segments);
        }
        free -= needed;
        return true;
    }

    private void writeList(SharedMemory memory, int id, Segments segments) {
        int last = segments.count() - 1;
        for (int i = 0; i <= last; i++) {
            PackedDescriptor.write(memory, slot(next), base + segments.offset(i), segments.length(i), id);
            stageOne(memory, (i < last ? Descriptor.NEXT : 0) | (i < segments.readableCount() ? 0 : Descriptor.WRITE));
        }
    }

    private void writeTable(SharedMemory memory, int id, Segments segments) {
        int table = tables.table(id);
        int bytes = PackedDescriptor.writeTable(memory, table, base, segments);
        PackedDescriptor.write(memory, slot(next), base + table, bytes, id);
        stageOne(memory, Descriptor.INDIRECT);
    }

    @Override
    public void publish() {
        requireSound();
        publish(memory);
    }

    private void publish(SharedMemory memory) {
        if (hasStaged()) {
            buffers.publish();
            memory.storeFence(PackedSite.PD1);
            show(memory);
        }
    }

    @Override
    public boolean needsKick() {
        requireSound();
        SharedMemory memory = this.memory;
        int count = decide(memory, PackedSite.PD2);
        if (count == 0) {
            return false;
        }
        int structure = memory.load32(Mode.OPAQUE, peerEvent); // flags and position at one instant
        int flags = structure >>> 16;
        return isByPosition(flags) ? isPassed(structure & 0xffff, count) : isWanted(flags);
    }

    @Override
    public void kicked() {
        told();
    }

    @Override
    public int get() {
        requireSound();
        SharedMemory memory = this.memory;
        if (batch == 0 && !fetchUsed(memory)) {
            return NONE;
        }
        PackedBuffers buffers = this.buffers;
        int id = inOrder ? buffers.oldest() : batchId;
        batch--;
        gotLength = batch == 0 ? batchLength : buffers.writableBytes(id);
        int token = buffers.token(id);
        int slots = buffers.release(id, inOrder);
        free += slots;
        follow(slots);
        if (eventFlags == DESC) {
            memory.store16(Mode.OPAQUE, ownEvent, ahead(0));
            memory.fullFence(PackedSite.PD4);
        }
        return token;
    }

    @Override
    public long gotLength() {
        return gotLength;
    }

    @Override
    public long gotContext() {
        return buffers.releasedContext();
    }

    /** Reads the next used descriptor, once, and finds the buffers that it closes; false where there is none. */
    private boolean fetchUsed(SharedMemory memory) {
        int flags = look(memory);
        if (!shows(flags)) {
            return false;
        }
        memory.loadFence(PackedSite.PD3);
        int at = slot(followed);
        long written = memory.load32(Mode.PLAIN, at + PackedDescriptor.LENGTH) & 0xffff_ffffL;
        int id = memory.load16(Mode.PLAIN, at + PackedDescriptor.ID);
        if (id >= size) {
            throw broken(RingFault.USED_ID_OUT_OF_RANGE, id);
        }
        if (!buffers.isAvailable(id)) {
            throw broken(RingFault.USED_ID_NOT_OUTSTANDING, id);
        }
        long length = everyLength || (flags & Descriptor.WRITE) != 0 ? written : 0;
        if (length > buffers.writableBytes(id)) {
            throw broken(RingFault.USED_LENGTH, length);
        }
        batch = inOrder ? buffers.closedBy(id) : 1;
        batchId = id;
        batchLength = length;
        return true;
    }

    @Override
    public void disableCallbacks() {
        requireSound();
        announce(DISABLE);
    }

    @Override
    public boolean enableCallbacks() {
        return enable(0);
    }

    /**
     * Asks for an interrupt when three quarters of the slots in flight are used; without EVENT_IDX, with the next used
     * buffer.
     *
     * @return whether the caller may sleep; false where a buffer is waiting to be got: one slot tells that there is
     *     one, but not how many (P4)
     */
    @Override
    public boolean enableCallbacksDelayed() {
        return enable((size - free - staged()) * 3 / 4);
    }

    @Override
    public int prepareCallbacks() {
        ask(memory, 0);
        return ahead(0);
    }

    @Override
    public boolean poll(int position) {
        requireSound();
        requirePosition(position);
        memory.fullFence(PackedSite.PD6);
        return batch != 0 || isUsedAt(memory, position);
    }

    @Override
    public int detachUnused() {
        retire();
        for (; detached < size; detached++) {
            if (buffers.isInFlight(detached)) {
                int token = buffers.token(detached);
                free += buffers.release(detached, inOrder);
                return token;
            }
        }
        return NONE;
    }

    private boolean enable(int slotsAhead) {
        ask(memory, slotsAhead);
        memory.fullFence(PackedSite.PD6);
        return batch == 0 && !shows(look(memory));
    }

    private void ask(SharedMemory memory, int slotsAhead) {
        requireSound();
        if (eventIdx) {
            memory.store16(Mode.OPAQUE, ownEvent, ahead(slotsAhead));
            memory.storeFence(PackedSite.PD5);
            announce(DESC);
        } else {
            announce(ENABLE);
        }
    }

    /** Writes the event flags where they are not what they were. */
    private void announce(int flags) {
        if (flags != eventFlags) {
            eventFlags = flags;
            memory.store16(Mode.OPAQUE, eventFlags(ownEvent), flags);
        }
    }

    @Override
    public int free() {
        return free;
    }

    @Override
    public int outstanding() {
        return buffers.count();
    }
}
