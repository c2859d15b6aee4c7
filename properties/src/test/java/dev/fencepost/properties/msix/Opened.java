package dev.fencepost.properties.msix;

import dev.fencepost.impl.msix.MsixAccess;
import dev.fencepost.impl.msix.MsixHardware;
import dev.fencepost.impl.msix.MsixRegion;

/** Hardware that tells when a vector of it is opened. */
public final class Opened implements MsixHardware {
    private final MsixHardware hardware;
    private final Runnable opens;

    public Opened(MsixHardware hardware, Runnable opens) {
        this.hardware = hardware;
        this.opens = opens;
    }

    @Override
    public int vectors() {
        return hardware.vectors();
    }

    @Override
    public MsixAccess check(MsixRegion region, int offset, int size, boolean write) {
        return hardware.check(region, offset, size, write);
    }

    @Override
    public long read(MsixRegion region, int offset, int size) {
        return hardware.read(region, offset, size);
    }

    @Override
    public MsixAccess write(MsixRegion region, int offset, int size, long value) {
        if (offset % 16 == 12 && (value & 1) == 0) {
            opens.run();
        }
        return hardware.write(region, offset, size, value);
    }

    @Override
    public void control(boolean enable, boolean functionMask) {
        hardware.control(enable, functionMask);
    }

    @Override
    public void reset() {
        hardware.reset();
    }
}
