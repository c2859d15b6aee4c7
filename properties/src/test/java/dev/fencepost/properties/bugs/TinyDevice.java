package dev.fencepost.properties.bugs;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.impl.ring.split.SplitSite;

/**
 * The smallest device that survives a hostile driver; each of its checks is a method that a broken variant overrides.
 * It only takes buffers, keeps their segments in arrays of the queue's size, and logs what it may write.
 */
class TinyDevice {
    static final int NONE = -1;

    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final int ENTRY = 16;

    protected final int size;
    protected int inFlight;
    private final SharedMemory memory;
    private final SplitLayout layout;
    private final long from;
    private final long to;
    private final long[] segments;
    private final long[] log;
    private int taken;
    private int count;
    private int logged;
    private long bytes;

    TinyDevice(SharedMemory memory, SplitLayout layout, long from, long to) {
        this.memory = memory;
        this.layout = layout;
        this.from = from;
        this.to = to;
        size = layout.size();
        segments = new long[size];
        log = new long[size];
    }

    /** The driver broke a rule: the typed way out. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    protected final void refuseIf(boolean broken, String reason) {
        if (broken) {
            throw new Refused(reason);
        }
    }

    // ---- The checks.

    protected boolean jumps(int waiting) {
        return waiting > size - inFlight;
    }

    protected boolean endless(int walked) {
        return walked > size;
    }

    protected boolean astray(int next, int entries) {
        return next >= entries;
    }

    protected boolean full(int segments) {
        return segments >= size;
    }

    protected boolean noTable(long length) {
        return length == 0 || length % ENTRY != 0;
    }

    protected boolean tooLarge(long sum) {
        return sum > 1L << 32;
    }

    protected boolean counts(long length) {
        return true;
    }

    // ---- What it does.

    int take() {
        int waiting = memory.load16(Mode.OPAQUE, layout.availIdx()) - taken & 0xffff;
        if (waiting == 0) {
            return NONE;
        }
        refuseIf(jumps(waiting), "avail.idx jumped");
        memory.loadFence(SplitSite.V1);
        int head = memory.load16(Mode.OPAQUE, layout.availRing(taken % size));
        refuseIf(head >= size, "no such head");
        count = 0;
        logged = 0;
        bytes = 0;
        walk(head);
        taken++;
        inFlight++;
        return head;
    }

    /** Puts the buffer that was taken last back, to take it again later. */
    void discard() {
        taken--;
        inFlight--;
    }

    /** Takes buffers and gives them back as long as there are any, but not for ever. */
    void serve() {
        for (int served = 0; served < budget() && take() != NONE; served++) {
            inFlight--;
        }
    }

    protected int budget() {
        return size;
    }

    private void walk(int head) {
        int index = head;
        for (int walked = 1; ; walked++) {
            refuseIf(endless(walked), "too long");
            long second = memory.load64(Mode.PLAIN, layout.descriptor(0) + ENTRY * index + 8);
            long address = memory.load64(Mode.PLAIN, layout.descriptor(0) + ENTRY * index);
            if ((flags(second) & INDIRECT) != 0) {
                refuseIf((flags(second) & NEXT) != 0, "INDIRECT and NEXT");
                walkTable(address, length(second));
                return;
            }
            segment(address, second);
            if ((flags(second) & NEXT) == 0) {
                return;
            }
            index = (int) (second >>> 48);
            refuseIf(astray(index, size), "next leads outside");
        }
    }

    /** No limit of its own: each entry is a segment, and of these there are only so many. */
    private void walkTable(long address, long length) {
        refuseIf(noTable(length), "no table");
        requireInside(address, length);
        int index = 0;
        while (true) {
            int at = (int) address + index * ENTRY;
            long target = memory.load64(Mode.PLAIN, at);
            long second = memory.load64(Mode.PLAIN, at + 8);
            refuseIf((flags(second) & INDIRECT) != 0, "a table in a table");
            segment(target, second);
            if ((flags(second) & NEXT) == 0) {
                return;
            }
            index = (int) (second >>> 48);
            refuseIf(astray(index, (int) (length / ENTRY)), "next leads outside");
        }
    }

    private void segment(long address, long second) {
        refuseIf(full(count), "too many segments");
        requireInside(address, length(second));
        bytes += length(second);
        refuseIf(tooLarge(bytes), "too many bytes");
        if ((flags(second) & WRITE) != 0) {
            log[logged++] = address;
        }
        if (counts(length(second))) {
            segments[count++] = address;
        }
    }

    private void requireInside(long address, long length) {
        refuseIf(address < from || address > to || length > to - address, "outside the window");
    }

    private static long length(long second) {
        return second & 0xffff_ffffL;
    }

    private static int flags(long second) {
        return (int) (second >>> 32) & 0xffff;
    }
}
