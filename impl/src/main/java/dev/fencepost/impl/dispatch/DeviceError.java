package dev.fencepost.impl.dispatch;

/**
 * Thrown by a device's callback for an access that it refuses; whoever made the access gets
 * {@link BusResult#DEVICE_ERROR}. Whatever else a callback throws is a defect of the device, and goes through the
 * dispatcher with its locks still held.
 */
public final class DeviceError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for a person. */
    public DeviceError(String message) {
        super(message, null, false, false);
    }
}
