package dev.fencepost.model.dispatch;

import java.util.List;

/**
 * What a state of {@link DispatchModel} shows of itself: what an implementation can be held against when no thread is
 * in the middle of anything.
 *
 * @param devices in their order
 * @param kept writes that are kept to be passed on later
 */
public record View(List<Device> devices, int kept) {
    /**
     * A device.
     *
     * @param register how many writes it has counted
     * @param handled requests of its queue that were handled
     * @param plugged whether callbacks of it may begin
     * @param freed whether it is freed
     * @param started whether its queue is the I/O thread's
     */
    public record Device(int register, int handled, boolean plugged, boolean freed, boolean started) {}
}
