package dev.fencepost.properties.qemu.msix;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.model.msix.table.Region;
import java.nio.ByteBuffer;

/** {@link MsixTable} with an inbox. */
final class MsixOfTable implements MsixCore {
    private static final int ALIGNMENT = 16;

    private final MsixInbox inbox = new MsixInbox();
    private final MsixTable table;

    MsixOfTable(int vectors, long refusedReads) {
        MsixLayout layout = new MsixLayout(vectors, 0);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(layout.end() + 2 * ALIGNMENT).alignedSlice(ALIGNMENT);
        table = new MsixTable(
                MappedMemory.of(bytes, BarrierPolicy.WEAK),
                layout,
                (vector, address, data) -> inbox.receive(address, data),
                refusedReads);
    }

    private static dev.fencepost.impl.msix.MsixRegion region(Region region) {
        return dev.fencepost.impl.msix.MsixRegion.valueOf(region.name());
    }

    /** It. */
    MsixTable table() {
        return table;
    }

    @Override
    public long read(Region region, int offset, int size) {
        return table.read(region(region), offset, size);
    }

    @Override
    public void write(Region region, int offset, int size, long value) {
        table.write(region(region), offset, size, value);
    }

    @Override
    public void control(boolean enable, boolean functionMask) {
        table.control(enable, functionMask);
    }

    @Override
    public void decode(boolean on) {
        table.decode(on);
    }

    @Override
    public void event(int vector) {
        table.event(vector);
    }

    @Override
    public void use(int vector) {
        table.use(vector);
    }

    @Override
    public void release(int vector) {
        table.release(vector);
    }

    @Override
    public void reset() {
        table.reset();
    }

    @Override
    public byte[] takeInbox() {
        return inbox.take();
    }
}
