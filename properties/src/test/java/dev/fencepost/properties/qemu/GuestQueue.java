package dev.fencepost.properties.qemu;

import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.UsedLength;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;

/** A driver of ours in guest memory, all of which its buffers may lie in, and what a device is told of its queue. */
public final class GuestQueue {
    private final RingDriver driver;
    private final int size;
    private final int driverOffset;
    private final long descriptors;
    private final long driverArea;
    private final long deviceArea;

    private GuestQueue(
            RingDriver driver, int size, GuestMemory memory, int descriptors, int driverArea, int deviceArea) {
        this.driver = driver;
        this.size = size;
        driverOffset = driverArea;
        this.descriptors = memory.address(descriptors);
        this.driverArea = memory.address(driverArea);
        this.deviceArea = memory.address(deviceArea);
    }

    /**
     * With a {@link SplitDriver}.
     *
     * @param tableEntries descriptors in an indirect table; 0 for none
     */
    public static GuestQueue split(GuestMemory memory, int size, SplitFeatures features, int tableEntries) {
        int bytes = SplitLayout.contiguous(size, 0).end();
        SplitLayout layout = SplitLayout.contiguous(size, memory.allocate(bytes, 16));
        IndirectTables tables = tables(memory, size, tableEntries);
        return new GuestQueue(
                new SplitDriver(memory.shared(), layout, features, window(memory), tables),
                size,
                memory,
                layout.descriptor(0),
                layout.availFlags(),
                layout.usedFlags());
    }

    /** With a {@link PackedDriver}; as {@link #split}. QEMU does not mark the lengths that it writes. */
    public static GuestQueue packed(GuestMemory memory, int size, PackedFeatures features, int tableEntries) {
        int bytes = PackedLayout.contiguous(size, 0).end();
        PackedLayout layout = PackedLayout.contiguous(size, memory.allocate(bytes, 16));
        IndirectTables tables = tables(memory, size, tableEntries);
        return new GuestQueue(
                new PackedDriver(memory.shared(), layout, features, window(memory), tables, UsedLength.ALWAYS),
                size,
                memory,
                layout.descriptor(0),
                layout.driverEvent(),
                layout.deviceEvent());
    }

    private static BufferWindow window(GuestMemory memory) {
        return new BufferWindow(memory.address(0), 0, memory.size());
    }

    private static IndirectTables tables(GuestMemory memory, int size, int entries) {
        return entries == 0
                ? null
                : new IndirectTables(memory.allocate(new IndirectTables(0, entries).bytes(size), 16), entries);
    }

    /** The driver. */
    public RingDriver driver() {
        return driver;
    }

    /** Where in guest memory the avail ring or the driver event suppression lies. */
    public int driverArea() {
        return driverOffset;
    }

    /** Tells the device where the queue lies, and starts it; the driver has just been made or reset. */
    public void start(VirtioTransport transport, int queue) {
        transport.startQueue(queue, size, descriptors, driverArea, deviceArea);
    }
}
