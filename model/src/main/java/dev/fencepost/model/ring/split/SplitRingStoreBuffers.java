package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;
import java.util.List;

/**
 * The shared memory of {@link StoreBufferModel}: one cell for each field of the ring, and for each side a buffer of
 * stores that the other side does not see yet. A side reads its own youngest store to a cell first.
 */
final class SplitRingStoreBuffers {
    private static final int SIDES = 2;
    private static final int AVAIL_IDX = 0;
    private static final int USED_IDX = 1;
    private static final int USED_EVENT = 2;
    private static final int AVAIL_EVENT = 3;
    private static final int RINGS = 4;

    private static final List<String> ARRAYS = List.of("avail.ring", "used.ring", "desc");
    private static final int NONE = -1;

    private final int size;
    private final int depth;
    private final Field cells;
    private final Field addresses;
    private final Field values;
    private final Field counts;
    private final Field kick;
    private final Field call;
    private final Field fault;

    // The last access, for counterexamples.
    private int lastAddress = NONE;
    private int lastValue;
    private boolean lastWasStore;

    /** Declares its fields. With a depth of 0 a store is visible at once. */
    SplitRingStoreBuffers(Layout layout, StoreBufferSetup setup) {
        size = setup.size();
        depth = setup.depth();
        int entries = SIDES * Math.max(1, depth);
        int lastCell = RINGS + 3 * size - 1;
        int lastValue = Math.max(setup.modulus() - 1, StoreBufferModel.NUMBERS);
        cells = layout.array(lastCell + 1, lastValue);
        addresses = layout.array(entries, lastCell);
        values = layout.array(entries, lastValue);
        counts = layout.array(SIDES, Math.max(1, depth));
        kick = layout.field(1);
        call = layout.field(1);
        fault = layout.field(StoreBufferModel.STALE_ID);
    }

    /** The notification to the device, on its way; several are one. */
    Field kick() {
        return kick;
    }

    /** The notification to the driver, on its way; several are one. */
    Field call() {
        return call;
    }

    /** Sends a notification. */
    boolean raise(long[] s, Field notification) {
        notification.set(s, 1);
        return true;
    }

    /** Takes a notification, or returns false if there is none. */
    boolean lower(long[] s, Field notification) {
        boolean there = notification.isSet(s);
        notification.set(s, 0);
        return there;
    }

    /** What went wrong so far. */
    int fault(long[] s) {
        return fault.get(s);
    }

    /** Something went wrong. */
    void fault(long[] s, int what) {
        fault.set(s, what);
    }

    int availIdx() {
        return AVAIL_IDX;
    }

    int usedIdx() {
        return USED_IDX;
    }

    /** Or the avail ring's flags, without EVENT_IDX. */
    int usedEvent() {
        return USED_EVENT;
    }

    /** Or the used ring's flags, without EVENT_IDX. */
    int availEvent() {
        return AVAIL_EVENT;
    }

    int availRing(int index) {
        return RINGS + (index & size - 1);
    }

    int usedRing(int index) {
        return RINGS + size + (index & size - 1);
    }

    int descriptor(int id) {
        return RINGS + 2 * size + id;
    }

    /** What {@code side} reads. */
    int read(long[] s, int side, int address) {
        for (int i = counts.get(s, side) - 1; i >= 0; i--) {
            if (addresses.get(s, side * depth + i) == address) {
                return loaded(address, values.get(s, side * depth + i));
            }
        }
        return loaded(address, cells.get(s, address));
    }

    private int loaded(int address, int value) {
        remember(address, value, false);
        return value;
    }

    /** Stores, or returns false if the store buffer is full. */
    boolean write(long[] s, int side, int address, int value) {
        remember(address, value, true);
        if (depth == 0) {
            cells.set(s, address, value);
            return true;
        }
        int count = counts.get(s, side);
        if (count == depth) {
            return false;
        }
        addresses.set(s, side * depth + count, address);
        values.set(s, side * depth + count, value);
        counts.set(s, side, count + 1);
        return true;
    }

    /** Whether everything that {@code side} stored is visible. */
    boolean isEmpty(long[] s, int side) {
        return counts.get(s, side) == 0;
    }

    /** Makes the oldest store of {@code side} visible, or returns false if there is none. */
    boolean drain(long[] s, int side) {
        int count = counts.get(s, side);
        if (count == 0) {
            return false;
        }
        int oldest = side * depth;
        cells.set(s, addresses.get(s, oldest), values.get(s, oldest));
        remember(addresses.get(s, oldest), values.get(s, oldest), true);
        for (int i = 1; i < count; i++) {
            addresses.set(s, oldest + i - 1, addresses.get(s, oldest + i));
            values.set(s, oldest + i - 1, values.get(s, oldest + i));
        }
        addresses.set(s, oldest + count - 1, 0);
        values.set(s, oldest + count - 1, 0);
        counts.set(s, side, count - 1);
        return true;
    }

    /** Forgets the last access. */
    void forgetLast() {
        lastAddress = NONE;
    }

    /** The last access: {@code avail.idx = 1} for a store, {@code read avail.idx: 1} for a load, empty for none. */
    String last(boolean eventIdx) {
        if (lastAddress == NONE) {
            return "";
        }
        String name = name(lastAddress, eventIdx);
        return lastWasStore ? name + " = " + lastValue : "read " + name + ": " + lastValue;
    }

    /** A cell by its name in the standard, or by the flags that stand in its place without EVENT_IDX. */
    private String name(int address, boolean eventIdx) {
        return switch (address) {
            case AVAIL_IDX -> "avail.idx";
            case USED_IDX -> "used.idx";
            case USED_EVENT -> eventIdx ? "used_event" : "avail.flags";
            case AVAIL_EVENT -> eventIdx ? "avail_event" : "used.flags";
            default -> ARRAYS.get((address - RINGS) / size) + "[" + (address - RINGS) % size + "]";
        };
    }

    private void remember(int address, int value, boolean store) {
        lastAddress = address;
        lastValue = value;
        lastWasStore = store;
    }
}
