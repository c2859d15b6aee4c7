package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.argument.Arguments;

/**
 * Where everything that threads share stands in memory. What different threads write is 128 bytes apart, so that it is
 * never in one cache line nor in two that are fetched together.
 */
public final class DispatchLayout {
    /** Views at one time: the current one, one that is built, and two that readers may still have. */
    public static final int VIEWS = 4;

    static final int NONE = -1;

    private static final int APART = 128;
    private static final int DENSE = 40;
    private static final int VIEW_HEADER = 16;
    private static final int ENTRY = 24;
    private static final int COALESCED_ENTRY = 24;
    private static final int MOST = 1 << 16;

    private final int threads;
    private final int devices;
    private final int entries;
    private final int cpus;
    private final int writes;
    private final int line;

    /**
     * For those numbers of things.
     *
     * @param threads that use the dispatcher, 1 to 65,536
     * @param devices plugged at one time, or unplugged and not yet freed, 1 to 65,536
     * @param regions of all devices that are plugged at one time, 1 to 65,536
     * @param cpus vCPUs that get interrupts, 1 to 65,536
     * @param writes coalesced writes that are kept at most, 1 to 65,536
     * @throws IllegalArgumentException if one is out of its range, or all together need more than 2 GB
     */
    public DispatchLayout(int threads, int devices, int regions, int cpus, int writes) {
        this(threads, devices, regions, cpus, writes, APART);
    }

    private DispatchLayout(int threads, int devices, int regions, int cpus, int writes, int line) {
        this.threads = inRange("threads", threads);
        this.devices = inRange("devices", devices);
        entries = inRange("regions", regions);
        this.cpus = inRange("vCPUs", cpus);
        this.writes = inRange("coalesced writes", writes);
        this.line = line;
        long size = (long) line * (4 + threads + devices + cpus + 2 * VIEWS)
                + (long) (VIEWS * ENTRY) * regions
                + (long) COALESCED_ENTRY * writes;
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a dispatcher of " + size + " bytes, expected less than 2^31");
        }
    }

    /** The same with nothing apart: for where memory is looked at as a whole, as an explorer of states does. */
    public static DispatchLayout dense(int threads, int devices, int regions, int cpus, int writes) {
        return new DispatchLayout(threads, devices, regions, cpus, writes, DENSE);
    }

    private static int inRange(String what, int number) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(number + " " + what + ", expected 1 to " + MOST);
        }
        return number;
    }

    /** Bytes that it needs. */
    public int size() {
        return coalescedEntry(writes);
    }

    /** Threads that use the dispatcher. */
    public int threads() {
        return threads;
    }

    /** Numbers that devices have: 0 to this, exclusively. */
    public int devices() {
        return devices;
    }

    int entries() {
        return entries;
    }

    int cpus() {
        return cpus;
    }

    int writes() {
        return writes;
    }

    // ---- Topology.

    /** Offset of the number of the current view, 32 bits. */
    public int current() {
        return 0;
    }

    /** Offset of the epoch, 64 bits. */
    public int epoch() {
        return line;
    }

    /** Offset of the epoch in which a thread began to read, 64 bits; 0 while it does not. */
    public int reader(int thread) {
        return line * (4 + Arguments.index("thread", thread, threads));
    }

    int view(int view) {
        return views() + Arguments.index("view", view, VIEWS) * viewSize();
    }

    private int views() {
        return line * (4 + threads + devices + cpus);
    }

    /** Bytes from the beginning of a view, which is its count, to its end. */
    public int viewSize() {
        return (VIEW_HEADER + ENTRY * entries + line - 1) / line * line;
    }

    /** Offset of how many entries a view has, 32 bits; the rest of the view follows up to the next one. */
    public int viewCount(int view) {
        return view(view);
    }

    /** Offset of the epoch in which a view was replaced, 64 bits; 0 while it is current or nobody's. */
    public int viewReplaced(int view) {
        return view(view) + 8;
    }

    int entryStart(int view, int entry) {
        return view(view) + VIEW_HEADER + ENTRY * entry;
    }

    static int entryEnd(int start) {
        return start + 8;
    }

    static int entryTarget(int start) {
        return start + 16;
    }

    static int entryDoorbell(int start) {
        return start + 20;
    }

    // ---- Devices.

    private int device(int device) {
        return line * (4 + threads + Arguments.index("device", device, devices));
    }

    /** Offset of how many references there are on a device, 32 bits. */
    public int references(int device) {
        return device(device);
    }

    /** Offset of whether the last reference on a device is gone, 32 bits. */
    public int retired(int device) {
        return device(device) + 4;
    }

    /** Offset of whether callbacks of a device may begin, 32 bits. */
    public int realized(int device) {
        return device(device) + 8;
    }

    int engaged(int device) {
        return device(device) + 12;
    }

    /** Offset of whether the queue of a device is handed over to the I/O thread, 32 bits. */
    public int started(int device) {
        return device(device) + 16;
    }

    /** Offset of whether the I/O thread is to serve a device, 32 bits. */
    public int attached(int device) {
        return device(device) + 20;
    }

    /** Offset of whether a device is kicked, 32 bits. */
    public int kicked(int device) {
        return device(device) + 24;
    }

    /** Offset of whether a device is plugged, unplugged or neither, 32 bits. */
    public int state(int device) {
        return device(device) + 28;
    }

    /** Offset of the epoch that began when a device was unplugged, 64 bits. */
    public int unpluggedIn(int device) {
        return device(device) + 32;
    }

    /** Offset of whether the I/O thread sleeps, 32 bits. */
    public int asleep() {
        return 2 * line;
    }

    int interrupts(int cpu) {
        return line * (4 + threads + devices + Arguments.index("vCPU", cpu, cpus));
    }

    // ---- Coalesced writes.

    int coalescedFirst() {
        return 3 * line;
    }

    /** Offset of how many writes are kept, 32 bits. */
    public int coalescedCount() {
        return 3 * line + 4;
    }

    int coalescedEntry(int index) {
        return views() + VIEWS * viewSize() + COALESCED_ENTRY * index;
    }
}
