package dev.fencepost.properties.qemu.prompt;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.qemu.block.MutantDriver;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mutants of a driver, which a {@link PromptRun} must reject. The device looks at memory only when it is kicked. */
enum PromptMutant {
    /** The avail index goes from 32767 to 0. */
    WRAPS_AT_15_BITS(
            "ms64ei-1-70000-7",
            peer -> driver -> new MutantDriver(driver) {
                private final int idx = peer.driverArea() + 2;

                @Override
                public boolean needsKick() {
                    peer.memory().store16(Mode.OPAQUE, idx, peer.memory().load16(Mode.OPAQUE, idx) & 0x7fff);
                    return driver.needsKick();
                }
            }),
    /** The same for the event index, the high bit of which matters only past 32768. */
    EVENT_AT_15_BITS(
            "ms64ei-1-70000-7",
            peer -> driver -> new MutantDriver(driver) {
                @Override
                public boolean enableCallbacksDelayed() {
                    boolean maySleep = driver.enableCallbacksDelayed();
                    int event = peer.driverArea() + 4 + 2 * 64;
                    peer.memory().store16(Mode.OPAQUE, event, peer.memory().load16(Mode.OPAQUE, event) & 0x7fff);
                    return maySleep;
                }
            }),
    /** A position ahead that lies behind the end of the ring keeps the wrap counter. */
    WRAP_NOT_FLIPPED(
            "mp64e-1-3000-7",
            peer -> driver -> new MutantDriver(driver) {
                private int before;

                @Override
                public boolean enableCallbacks() {
                    boolean maySleep = driver.enableCallbacks();
                    before = peer.memory().load16(Mode.OPAQUE, peer.driverArea());
                    return maySleep;
                }

                @Override
                public boolean enableCallbacksDelayed() {
                    enableCallbacks();
                    boolean maySleep = driver.enableCallbacksDelayed();
                    int ahead = peer.memory().load16(Mode.OPAQUE, peer.driverArea());
                    peer.memory().store16(Mode.OPAQUE, peer.driverArea(), ahead & 0x7fff | before & 0x8000);
                    return maySleep;
                }
            }),
    /** Half of what is in flight instead of three quarters. */
    NOT_AS_LATE(
            "ms256e-1-3000-7",
            peer -> driver -> new MutantDriver(driver) {
                @Override
                public boolean enableCallbacksDelayed() {
                    boolean maySleep = driver.enableCallbacksDelayed();
                    int event = peer.driverArea() + 4 + 2 * 256;
                    int ahead = driver.outstanding() / 4;
                    peer.memory()
                            .store16(Mode.OPAQUE, event, peer.memory().load16(Mode.OPAQUE, event) - ahead & 0xffff);
                    return maySleep;
                }
            }),
    /** Callbacks stay on. */
    NEVER_OFF(
            "mp64-1-3000-7",
            peer -> driver -> new MutantDriver(driver) {
                @Override
                public void disableCallbacks() {}
            }),
    /** A length that is what a request has room for, and one more. */
    LENGTH(
            "ms64-1-3000-7",
            peer -> driver -> new MutantDriver(driver) {
                @Override
                public long gotLength() {
                    return driver.gotLength() + 1;
                }
            }),
    /** What is staged is shown at once. */
    STAGED_IS_PUBLISHED(
            "ms64-1-3000-7",
            peer -> driver -> new MutantDriver(driver) {
                @Override
                public boolean stage(Segments segments, int token) {
                    return driver.add(segments, token);
                }
            });

    /** A plan on which it shows. */
    final String plan;

    final Function<PromptPeer, UnaryOperator<RingDriver>> on;

    PromptMutant(String plan, Function<PromptPeer, UnaryOperator<RingDriver>> on) {
        this.plan = plan;
        this.on = on;
    }
}
