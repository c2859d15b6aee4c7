package dev.fencepost.model.ring;

import java.util.List;

/** What a state of either ring tells about the actions that can be tried in it. */
public interface RingView {
    /** What lies in shared memory. */
    Shared shared();

    /** What only the driver knows. */
    Driver driver();

    /** What only the device knows. */
    Device device();

    /** What has happened so far, as far as bounds count it. */
    RingHistory history();

    /** Notifications on their way. */
    interface Shared {
        /** Whether one to the device is. */
        boolean kick();

        /** Whether one to the driver is. */
        boolean interrupt();
    }

    /** What drivers of both rings know. */
    interface Driver {
        /** Its count of free descriptors. */
        int numFree();

        /** What it has added and not published, as its ring counts it. */
        int staged();

        /** What it has published since it last decided whether to kick, as its ring counts it. */
        int undecided();

        /** Buffers left of the batch being taken back (S9). */
        int batch();

        /** Bytes written into the last of them. */
        int batchLength();

        /** Whether it wants interrupts. */
        boolean callbacks();

        /** Whether it works or sleeps. */
        RingMode mode();
    }

    /** What devices of both rings know. */
    interface Device {
        /** Its buffers, in the order it took them. */
        List<? extends Held> taken();

        /** What it has used and not published, as its ring counts it. */
        int staged();

        /** What it has published since it last decided whether to interrupt, as its ring counts it. */
        int undecided();

        /** Whether it works or sleeps. */
        RingMode mode();
    }

    /** A buffer that the device holds. */
    interface Held {
        /** What names it: its head in the split ring, its id in the packed one. */
        int buffer();

        /** Bytes that the device may write into it, as validated when it was taken (S8). */
        int writable();
    }

    /** Whether the driver added buffers that it has not published. */
    boolean toPublish();

    /** Whether the device used buffers that it has not published. */
    boolean toPublishUsed();

    /** How many buffers the driver has added and not got back. */
    int inFlight();

    /** Whether the driver published since it last decided whether to kick. */
    default boolean toDecideKick() {
        return driver().undecided() > 0;
    }

    /** Whether the device published since it last decided whether to interrupt. */
    default boolean toDecideInterrupt() {
        return device().undecided() > 0;
    }

    /** Whether a notification to the device is on its way. */
    default boolean kick() {
        return shared().kick();
    }

    /** Whether one to the driver is. */
    default boolean interrupt() {
        return shared().interrupt();
    }
}
