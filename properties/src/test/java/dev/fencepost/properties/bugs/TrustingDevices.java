package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;

/** Devices that are right but for one check. */
final class TrustingDevices {
    private TrustingDevices() {}

    /** Makes a device; {@code from} and {@code to} bound its window. */
    @FunctionalInterface
    interface Maker {
        TinyDevice on(SharedMemory memory, SplitLayout layout, long from, long to);
    }

    /** Row 37: segments go into an array of the queue's size, however many there are. */
    static final class SparesSegments extends TinyDevice {
        SparesSegments(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected boolean full(int segments) {
            return false;
        }
    }

    /** Row 38: avail.idx may say anything. */
    static final class Jumps extends TinyDevice {
        Jumps(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected boolean jumps(int waiting) {
            return false;
        }
    }

    /** Row 40: a table may be empty. */
    static final class EmptyTables extends TinyDevice {
        EmptyTables(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected boolean noTable(long length) {
            return length % 16 != 0;
        }
    }

    /** Row 42: what is handed back unused stays counted. */
    static final class LeaksOnDiscard extends TinyDevice {
        LeaksOnDiscard(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        void discard() {
            super.discard();
            inFlight++;
        }
    }

    /** Row 44: an empty segment is logged, but not counted. */
    static final class IgnoresEmpty extends TinyDevice {
        IgnoresEmpty(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected boolean counts(long length) {
            return length > 0;
        }
    }

    /** Row 45: serves as long as there is something to serve. */
    static final class NeverTires extends TinyDevice {
        NeverTires(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected int budget() {
            return Integer.MAX_VALUE;
        }
    }

    /** Row 48: follows next wherever and as long as it leads, and keeps no segments that could be too many. */
    static final class Follows extends TinyDevice {
        Follows(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected boolean endless(int walked) {
            return false;
        }

        @Override
        protected boolean astray(int next, int entries) {
            return false;
        }

        @Override
        protected boolean full(int segments) {
            return false;
        }

        @Override
        protected boolean counts(long length) {
            return false;
        }
    }

    /** Row 49: lengths are summed up unchecked. */
    static final class Sums extends TinyDevice {
        Sums(SharedMemory memory, SplitLayout layout, long from, long to) {
            super(memory, layout, from, to);
        }

        @Override
        protected boolean tooLarge(long sum) {
            return false;
        }
    }
}
