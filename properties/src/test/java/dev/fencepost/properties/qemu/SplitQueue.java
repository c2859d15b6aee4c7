package dev.fencepost.properties.qemu;

import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.IndirectTables;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;

/** {@link SplitDriver} on a queue of QEMU's. */
public final class SplitQueue implements GuestQueue {
    private final GuestMemory memory;
    private final SplitLayout layout;
    private final SplitDriver driver;

    /**
     * A queue with its parts in {@code memory}, all of which its buffers may lie in.
     *
     * @param tableEntries descriptors in an indirect table; 0 for none
     */
    public SplitQueue(GuestMemory memory, int size, SplitFeatures features, int tableEntries) {
        this.memory = memory;
        layout = SplitLayout.contiguous(
                size, memory.allocate(SplitLayout.contiguous(size, 0).end(), 16));
        BufferWindow window = new BufferWindow(memory.address(0), 0, memory.size());
        IndirectTables tables = null;
        if (tableEntries > 0) {
            int bytes = new IndirectTables(0, tableEntries).bytes(size);
            tables = new IndirectTables(memory.allocate(bytes, 16), tableEntries);
        }
        driver = new SplitDriver(memory.shared(), layout, features, window, tables);
    }

    /** Where its parts lie. */
    public SplitLayout layout() {
        return layout;
    }

    @Override
    public void start(VirtioTransport transport, int queue) {
        transport.startQueue(
                queue,
                layout.size(),
                memory.address(layout.descriptor(0)),
                memory.address(layout.availFlags()),
                memory.address(layout.usedFlags()));
    }

    @Override
    public boolean add(Segments segments, int token) {
        return driver.add(segments, token);
    }

    @Override
    public boolean needsKick() {
        return driver.needsKick();
    }

    @Override
    public int get() {
        return driver.get();
    }

    @Override
    public long gotLength() {
        return driver.gotLength();
    }

    @Override
    public int outstanding() {
        return driver.outstanding();
    }

    @Override
    public boolean enableCallbacks() {
        return driver.enableCallbacks();
    }

    @Override
    public void disableCallbacks() {
        driver.disableCallbacks();
    }

    @Override
    public void reset() {
        driver.reset();
    }
}
