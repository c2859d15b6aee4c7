package dev.fencepost.properties.ring.takeover;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.InflightLog;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.UsedLength;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring whose ends are replaced while it is in use.
 *
 * @param size the queue size
 */
record TakeoverRing(boolean packed, int size, boolean eventIdx, boolean inOrder, boolean indirect) {
    static final int MEMORY = 1 << 12;
    static final int BUFFERS = 1024;
    static final int LOG = 512;
    private static final int TABLES = 3072;
    private static final int TABLE_ENTRIES = 2;
    private static final BufferWindow WINDOW = new BufferWindow(0x7000_0000L, BUFFERS, MEMORY);

    static List<TakeoverRing> all() {
        List<TakeoverRing> all = new ArrayList<>();
        for (int choice = 0; choice < 8; choice++) {
            boolean eventIdx = (choice & 1) != 0;
            boolean inOrder = (choice & 2) != 0;
            boolean indirect = (choice & 4) != 0;
            all.add(new TakeoverRing(false, 4, eventIdx, inOrder, indirect));
            all.add(new TakeoverRing(true, 5, eventIdx, inOrder, indirect));
        }
        return all;
    }

    private SplitLayout split() {
        return SplitLayout.contiguous(size, 0);
    }

    private PackedLayout ring() {
        return PackedLayout.contiguous(size, 0);
    }

    /** With indices about to wrap. */
    private SplitFeatures splitFeatures() {
        return new SplitFeatures(eventIdx, inOrder, indirect, 0xfffe);
    }

    private PackedFeatures packedFeatures() {
        return new PackedFeatures(eventIdx, inOrder, indirect);
    }

    private IndirectTables tables() {
        return indirect ? new IndirectTables(TABLES, TABLE_ENTRIES) : null;
    }

    /** Where a split ring says what has been used; a packed one says it in flags. */
    int shownAt() {
        return packed ? -1 : split().usedIdx();
    }

    private boolean isFlags(int at, int width) {
        return packed && width == 2 && at < 16 * size && at % 16 == 14;
    }

    /** A store of flags that say used. */
    boolean isShownByFlags(int at, int width, long value) {
        return isFlags(at, width) && !isHiding(at, width, value);
    }

    /** A store of flags that say available, by a device. */
    boolean isHiding(int at, int width, long value) {
        return isFlags(at, width) && (value >>> 15 & 1) != (value >>> 7 & 1);
    }

    RingDriver driver(SharedMemory memory) {
        return packed
                ? new PackedDriver(memory, ring(), packedFeatures(), WINDOW, tables())
                : new SplitDriver(memory, split(), splitFeatures(), WINDOW, tables());
    }

    RingDriver resumed(SharedMemory memory, long[] saved) {
        return packed
                ? PackedDriver.resumed(memory, ring(), packedFeatures(), WINDOW, tables(), UsedLength.WITH_WRITE, saved)
                : SplitDriver.resumed(memory, split(), splitFeatures(), WINDOW, tables(), saved);
    }

    /** With a log; {@code ring} and {@code log} may show the same memory in different ways. */
    RingDevice device(SharedMemory ring, SharedMemory log) {
        return device(ring, new InflightLog(log, LOG, size));
    }

    RingDevice deviceWithoutLog(SharedMemory memory) {
        return device(memory, (InflightLog) null);
    }

    private RingDevice device(SharedMemory memory, InflightLog log) {
        DevicePolicy policy = DevicePolicy.strict();
        return packed
                ? new PackedDevice(memory, ring(), packedFeatures(), WINDOW, policy, log)
                : new SplitDevice(memory, split(), splitFeatures(), WINDOW, policy, log);
    }
}
