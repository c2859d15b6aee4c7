package dev.fencepost.model.msix.intercept;

/** What can happen to a function that is passed through to a guest. */
public sealed interface Action {
    /**
     * The guest writes to an entry.
     *
     * @param vector which
     * @param message what it writes to address and data, or -1 if it leaves them alone
     * @param control what it writes to the mask bit, 0 or 1, or -1; with both, a quad word over data and vector control
     */
    record GuestWrite(int vector, int message, int control) implements Action {}

    /** The guest writes Message Control. */
    record GuestControl(boolean enable, boolean maskAll) implements Action {}

    /** The guest writes Memory Space Enable. */
    record GuestDecode(boolean on) implements Action {}

    /** The device model does what the write before it asks for. */
    record DeviceModelRuns() implements Action {}

    /** The hypervisor ends a write that the device model is done with. */
    record HypervisorCompletes() implements Action {}

    /** The hypervisor masks or unmasks a vector for reasons of its own: an interrupt storm, a move to another CPU. */
    record HostMask(int vector, boolean masked) implements Action {}

    /** The device has something to tell. */
    record DeviceEvent(int vector) implements Action {}

    /** The function is reset and assigned to another guest. */
    record Reassign() implements Action {}
}
