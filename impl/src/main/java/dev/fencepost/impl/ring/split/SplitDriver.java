package dev.fencepost.impl.ring.split;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.Checks;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.SavedState;
import dev.fencepost.impl.ring.Segments;

/**
 * The driver's end of a split virtqueue: adds buffers and gets them back used. Shared accesses and their order are
 * those of the Linux driver (drivers/virtio/virtio_ring.c, 6.1), except that
 *
 * <ul>
 *   <li>used.idx once read is kept until it is used up, which saves loads of a line that the device is writing;
 *   <li>without EVENT_IDX used_event is never stored: Linux stores it whenever a buffer is got or callbacks are
 *       enabled, with the barrier D4 behind it, which is superfluous there;
 *   <li>with EVENT_IDX callbacks are disabled by a used_event as far away as can be, where Linux stores 0;
 *   <li>avail.flags and used_event are stored also where callbacks are off, or on, already: Linux compares first.
 * </ul>
 */
public final class SplitDriver extends SplitEnd implements RingDriver {
    /**
     * As far from where the driver is as an event index can be: the device's index, at most a queue size of up to as
     * much ahead, does not pass it before the driver has got that many buffers more, nor has it lately.
     */
    private static final int FARTHEST = 1 << 15;

    /** What a saved split driver begins with. */
    private static final int LAYOUT = 1;

    private final SplitLayout layout;
    private final int availRing;
    private final int usedRing;
    private final DriverChains chains;

    private int batch;
    private long batchLength;
    private long gotLength;
    private boolean callbacks;
    /** Heads below this one have been looked at for buffers to detach. */
    private int detached;

    /**
     * A driver that never builds indirect tables. Resets the ring.
     *
     * @throws IllegalArgumentException if ring or window reach outside the memory
     */
    public SplitDriver(SharedMemory memory, SplitLayout layout, SplitFeatures features, BufferWindow window) {
        this(memory, layout, features, window, null);
    }

    /**
     * A driver that builds indirect tables for buffers of several segments that fit one. Resets the ring.
     *
     * @param tables where; null for nowhere
     * @throws IllegalArgumentException if ring, window or tables reach outside the memory, or tables are given without
     *     the feature
     */
    public SplitDriver(
            SharedMemory memory,
            SplitLayout layout,
            SplitFeatures features,
            BufferWindow window,
            IndirectTables tables) {
        this(layout, memory, features, window, tables);
        reset();
    }

    /**
     * A driver that goes on where the one stopped that {@linkplain #save saved} this, on the same ring. As nobody knows
     * whether the device was told of all that it published, the first {@link #needsKick} asks about everything (S6); so
     * ask that right away.
     *
     * @throws IllegalArgumentException as for the other driver, or if no driver of such a queue can have saved this
     */
    public static SplitDriver resumed(
            SharedMemory memory,
            SplitLayout layout,
            SplitFeatures features,
            BufferWindow window,
            IndirectTables tables,
            long[] saved) {
        SplitDriver driver = new SplitDriver(layout, memory, features, window, tables);
        driver.restore(saved);
        return driver;
    }

    private SplitDriver(
            SplitLayout layout,
            SharedMemory memory,
            SplitFeatures features,
            BufferWindow window,
            IndirectTables tables) {
        super(memory, layout, features, window, true);
        if (tables != null) {
            Checks.usable(tables, layout.size(), features.indirect(), window, layout.parts());
        }
        this.layout = layout;
        availRing = layout.availRing(0);
        usedRing = layout.usedRing(0);
        chains = new DriverChains(layout, window, tables, inOrder);
    }

    @Override
    public long[] save() {
        requireSound();
        if (staged != published) {
            throw new IllegalStateException("buffers are staged: publish them first");
        }
        SavedState state = new SavedState(mask + 1, LAYOUT, words());
        state.put(published);
        state.put(followed);
        state.put(kept);
        state.put(batch);
        state.put(batchLength);
        state.put(gotLength);
        state.put(callbacks ? 1 : 0);
        state.put(order);
        chains.save(state);
        return state.words();
    }

    private int words() {
        return 7 + order.length + DriverChains.words(mask + 1);
    }

    private void restore(long[] saved) {
        SavedState state = new SavedState(saved, mask + 1, LAYOUT, words());
        restart(state.word(0, 0xffff), state.word(0, 0xffff));
        keep(state.word(0, 0xffff));
        batch = state.word(0, mask + 1);
        batchLength = state.bytes();
        gotLength = state.bytes();
        callbacks = state.word(0, 1) == 1;
        state.get(order, 0, mask);
        chains.restore(state);
        int outstanding = published - followed & 0xffff;
        int covered = kept - followed & 0xffff;
        SavedState.require(outstanding == chains.heads() && covered <= outstanding && batch <= covered);
        SavedState.require(batch == 0 || inOrder);
        for (int i = 0; inOrder && i < outstanding; i++) {
            SavedState.require(chains.inFlight(order[followed + i & mask]));
        }
    }

    @Override
    public void reset() {
        SplitMemory.clear(memory, layout, firstIndex());
        chains.reset();
        restart();
        batch = 0;
        batchLength = 0;
        gotLength = 0;
        callbacks = true;
        detached = 0;
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
        int head = chains.write(memory, segments, token, context);
        if (head < 0) {
            return false;
        }
        int slot = staged & mask;
        memory.store16(Mode.PLAIN, availRing + 2 * slot, head);
        order[slot] = head;
        staged = staged + 1 & 0xffff;
        return true;
    }

    @Override
    public void publish() {
        requireSound();
        publish(memory);
    }

    private void publish(SharedMemory memory) {
        int count = staged - published & 0xffff;
        if (count != 0) {
            memory.storeFence(SplitSite.D1);
            move(memory, count);
        }
    }

    @Override
    public boolean needsKick() {
        requireSound();
        return isWanted(SplitSite.D2);
    }

    @Override
    public void kicked() {
        told();
    }

    @Override
    public int get() {
        requireSound();
        SharedMemory memory = this.memory;
        if (batch == 0 && !(usedWaiting(memory) && fetchUsed(memory))) {
            return NONE;
        }
        int head = order[followed & mask];
        batch--;
        gotLength = batch == 0 ? batchLength : chains.writableBytes(head);
        int token = chains.token(head);
        chains.release(head);
        followed = followed + 1 & 0xffff;
        if (callbacks) {
            askAgain(SplitSite.D4);
        }
        return token;
    }

    @Override
    public long gotLength() {
        return gotLength;
    }

    @Override
    public long gotContext() {
        return chains.releasedContext();
    }

    /** Whether used.idx covers a buffer not taken back, with its element ordered behind the index (S3). */
    private boolean usedWaiting(SharedMemory memory) {
        if (kept == followed) {
            look(memory);
            if (kept == followed) {
                return false;
            }
        }
        if (!keptOrdered) {
            memory.loadFence(SplitSite.D3);
            keptOrdered = true;
        }
        return true;
    }

    /** Reads used.idx; it can only move forward, as far as was published (S1). */
    private void look(SharedMemory memory) {
        int idx = loadPeerIndex(memory);
        if (idx != kept) {
            if ((idx - kept & 0xffff) > (published - kept & 0xffff)) {
                throw broken(RingFault.USED_INDEX_JUMP, idx);
            }
            keep(idx);
        }
    }

    /** Reads a used element, once, and finds the buffers that it closes. Always true. */
    private boolean fetchUsed(SharedMemory memory) {
        int at = usedRing + SplitLayout.USED_ELEMENT * (followed & mask);
        // le32 id and le32 len in one access; not aligned to 8 bytes, and needing no more than that D3 is before it.
        long element = memory.load64(Mode.PLAIN, at);
        int id = (int) element;
        long length = element >>> 32;
        if (id < 0 || id > mask) {
            throw broken(RingFault.USED_ID_OUT_OF_RANGE, id & 0xffff_ffffL);
        }
        if (!chains.inFlight(id) || isUnpublished(id)) {
            throw broken(RingFault.USED_ID_NOT_OUTSTANDING, id);
        }
        if (length > chains.writableBytes(id)) {
            throw broken(RingFault.USED_LENGTH, length);
        }
        if (inOrder) {
            batch = batchClosedBy(id);
        } else {
            order[followed & mask] = id;
            batch = 1;
        }
        batchLength = length;
        return true;
    }

    /** Whether {@code head} is staged only: in flight for the driver, but nothing that the device may know of. */
    private boolean isUnpublished(int head) {
        int unpublished = staged - published & 0xffff;
        for (int i = 0; i < unpublished; i++) {
            if (order[published + i & mask] == head) {
                return true;
            }
        }
        return false;
    }

    private int batchClosedBy(int id) {
        int covered = kept - followed & 0xffff;
        for (int i = 0; i < covered; i++) {
            if (order[followed + i & mask] == id) {
                return i + 1;
            }
        }
        throw broken(RingFault.USED_OUT_OF_ORDER, id);
    }

    /**
     * Asks for no interrupts; a hint, one may still come. With EVENT_IDX there is no asking for none, only for a late
     * one (S7): it comes once in 2^16 buffers, if the driver has not enabled callbacks until then.
     */
    @Override
    public void disableCallbacks() {
        requireSound();
        callbacks = false;
        if (eventIdx) {
            ask(followed + FARTHEST & 0xffff);
        } else {
            suppress();
        }
    }

    @Override
    public boolean enableCallbacks() {
        askFrom(followed);
        memory.fullFence(SplitSite.D5);
        look(memory);
        return kept == followed;
    }

    @Override
    public boolean enableCallbacksDelayed() {
        int ahead = (published - followed & 0xffff) * 3 / 4;
        askFrom(followed + ahead & 0xffff);
        memory.fullFence(SplitSite.D6);
        look(memory);
        return (kept - followed & 0xffff) <= ahead;
    }

    @Override
    public int prepareCallbacks() {
        askFrom(followed);
        return followed;
    }

    @Override
    public boolean poll(int position) {
        requireSound();
        if (position < 0 || position > 0xffff) {
            throw new IllegalArgumentException("index " + position + " is not from 0 to 65535");
        }
        memory.fullFence(SplitSite.D5);
        look(memory);
        return kept != position;
    }

    @Override
    public int detachUnused() {
        retire();
        for (; detached <= mask; detached++) {
            if (chains.inFlight(detached)) {
                int token = chains.token(detached);
                chains.release(detached);
                // Nothing is looked for any more; this only counts.
                followed = followed + 1 & 0xffff;
                return token;
            }
        }
        return NONE;
    }

    private void askFrom(int event) {
        requireSound();
        callbacks = true;
        ask(event);
    }

    @Override
    public int free() {
        return chains.free();
    }

    @Override
    public int outstanding() {
        return staged - followed & 0xffff;
    }
}
