package dev.fencepost.impl.msix;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts where accesses to an intercepted table went. Each that reached the device model cost a switch there and back.
 */
public final class MsixLedger {
    private final LongAdder[] reads = adders();
    private final LongAdder[] writes = adders();

    private static LongAdder[] adders() {
        LongAdder[] adders = new LongAdder[MsixRoute.values().length];
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void read(MsixRoute route) {
        reads[route.ordinal()].increment();
    }

    MsixRoute write(MsixRoute route) {
        writes[route.ordinal()].increment();
        return route;
    }

    /** Reads that went this way. */
    public long reads(MsixRoute route) {
        return reads[route.ordinal()].sum();
    }

    /** Writes that went this way. */
    public long writes(MsixRoute route) {
        return writes[route.ordinal()].sum();
    }

    /** Accesses that reached the device model. */
    public long reachedModel() {
        return reads(MsixRoute.FORWARDED) + writes(MsixRoute.FORWARDED) + writes(MsixRoute.BOTH);
    }
}
