package dev.fencepost.properties.qemu.msix;

import dev.fencepost.impl.msix.MsixAccess;
import dev.fencepost.impl.msix.MsixHardware;
import dev.fencepost.impl.msix.MsixRegion;

/** A side as the hardware that a hypervisor reaches. It is there at any time: its decode bit is the hypervisor's. */
class MsixSideAsHardware implements MsixHardware {
    private final MsixSide side;
    private final int vectors;

    MsixSideAsHardware(MsixSide side, int vectors) {
        this.side = side;
        this.vectors = vectors;
    }

    private static dev.fencepost.model.msix.table.Region region(MsixRegion region) {
        return dev.fencepost.model.msix.table.Region.valueOf(region.name());
    }

    @Override
    public int vectors() {
        return vectors;
    }

    @Override
    public MsixAccess check(MsixRegion region, int offset, int size, boolean write) {
        return MsixAccess.DONE;
    }

    @Override
    public long read(MsixRegion region, int offset, int size) {
        return side.read(region(region), offset, size);
    }

    @Override
    public MsixAccess write(MsixRegion region, int offset, int size, long value) {
        side.write(region(region), offset, size, value);
        return MsixAccess.DONE;
    }

    @Override
    public void control(boolean enable, boolean functionMask) {
        side.control(2, enable, functionMask);
    }

    @Override
    public void reset() {
        side.reset();
    }
}
