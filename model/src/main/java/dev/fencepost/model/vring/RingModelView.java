package dev.fencepost.model.vring;

import java.util.List;

/** What a state of either ring tells about the actions that can be tried in it. */
public interface RingModelView {
    /** Whether the driver added buffers that it has not published. */
    boolean toPublish();

    /** Whether the driver published since it last decided whether to kick. */
    boolean toDecideKick();

    /** Whether the driver works or sleeps. */
    RingMode driverMode();

    /** Whether the driver wants interrupts. */
    boolean callbacks();

    /** How many buffers the driver has added and not got back. */
    int inFlight();

    /** The device's buffers, in the order it took them. */
    List<? extends Held> held();

    /** Whether the device used buffers that it has not published. */
    boolean toPublishUsed();

    /** Whether the device published since it last decided whether to interrupt. */
    boolean toDecideInterrupt();

    /** Whether the device works or sleeps. */
    RingMode deviceMode();

    /** Whether a notification to the device is on its way. */
    boolean kick();

    /** Whether one to the driver is. */
    boolean interrupt();

    /** What has happened so far, as far as bounds count it. */
    RingModelHistory history();

    /** A buffer that the device holds. */
    interface Held {
        /** What names it: its head in the split ring, its id in the packed one. */
        int buffer();

        /** Bytes that the device may write into it, as validated when it was taken (S8). */
        int writable();
    }
}
