package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.RingFault;
import dev.fencepost.impl.ring.Segments;

/** A driver that does what another does, but for what a mutant overrides. */
public class MutantDriver implements RingDriver {
    public final RingDriver driver;

    public MutantDriver(RingDriver driver) {
        this.driver = driver;
    }

    @Override
    public void reset() {
        driver.reset();
    }

    @Override
    public boolean add(Segments segments, int token, long context) {
        return driver.add(segments, token, context);
    }

    @Override
    public boolean stage(Segments segments, int token, long context) {
        return driver.stage(segments, token, context);
    }

    @Override
    public void publish() {
        driver.publish();
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
    public long gotContext() {
        return driver.gotContext();
    }

    @Override
    public void disableCallbacks() {
        driver.disableCallbacks();
    }

    @Override
    public boolean enableCallbacks() {
        return driver.enableCallbacks();
    }

    @Override
    public boolean enableCallbacksDelayed() {
        return driver.enableCallbacksDelayed();
    }

    @Override
    public int free() {
        return driver.free();
    }

    @Override
    public int outstanding() {
        return driver.outstanding();
    }

    @Override
    public RingFault fault() {
        return driver.fault();
    }

    @Override
    public long[] save() {
        return driver.save();
    }

    @Override
    public void kicked() {
        driver.kicked();
    }

    @Override
    public int prepareCallbacks() {
        return driver.prepareCallbacks();
    }

    @Override
    public boolean poll(int position) {
        return driver.poll(position);
    }

    @Override
    public int ownPosition() {
        return driver.ownPosition();
    }

    @Override
    public int peerPosition() {
        return driver.peerPosition();
    }

    @Override
    public int detachUnused() {
        return driver.detachUnused();
    }
}
