package dev.fencepost.impl.dispatch;

import static dev.fencepost.impl.dispatch.DispatchSite.QA1;
import static dev.fencepost.impl.dispatch.DispatchSite.QA2;
import static dev.fencepost.impl.dispatch.DispatchSite.QK1;
import static dev.fencepost.impl.dispatch.DispatchSite.QK2;
import static dev.fencepost.impl.dispatch.DispatchSite.QK3;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;

/**
 * Kicks from whoever rings a doorbell to the I/O thread, and which queues are its own (Q8). Kicks of one device
 * coalesce: one that is not accepted yet stands for all. None is lost, because ringing and accepting are atomic
 * exchanges: whoever accepts sees the requests of every kick that it accepts.
 */
final class Doorbells {
    private final SharedMemory memory;
    private final DispatchLayout layout;
    private final Runnable wake;

    /** {@code wake} is run by a thread that rings while the I/O thread sleeps; it does not block. */
    Doorbells(SharedMemory memory, DispatchLayout layout, Runnable wake) {
        this.memory = memory;
        this.layout = layout;
        this.wake = wake;
    }

    void reset(int device) {
        memory.store32(Mode.OPAQUE, layout.started(device), 0);
        memory.store32(Mode.OPAQUE, layout.attached(device), 0);
        memory.store32(Mode.OPAQUE, layout.kicked(device), 0);
    }

    void ring(int device) {
        memory.storeFence(QK3);
        memory.getAndUpdate32(Mode.RELEASE, Update.OR, layout.kicked(device), 1);
        memory.fullFence(QK1);
        if (memory.load32(Mode.OPAQUE, layout.asleep()) != 0) {
            wake.run();
        }
    }

    /** Takes the kick of a device, if there is one. */
    boolean accept(int device) {
        return memory.load32(Mode.OPAQUE, layout.kicked(device)) != 0
                && memory.getAndUpdate32(Mode.ACQUIRE, Update.AND, layout.kicked(device), 0) != 0;
    }

    boolean isKicked(int device) {
        return memory.load32(Mode.OPAQUE, layout.kicked(device)) != 0;
    }

    void announceSleep() {
        memory.store32(Mode.OPAQUE, layout.asleep(), 1);
        memory.fullFence(QK2);
    }

    void awake() {
        memory.store32(Mode.OPAQUE, layout.asleep(), 0);
    }

    // ---- Whose queue it is.

    void attach(int device) {
        memory.store32(Mode.OPAQUE, layout.started(device), 1);
        memory.storeFence(QA1);
        memory.store32(Mode.OPAQUE, layout.attached(device), 1);
    }

    void detach(int device) {
        memory.store32(Mode.OPAQUE, layout.attached(device), 0);
        memory.store32(Mode.OPAQUE, layout.started(device), 0);
    }

    /** Whether the I/O thread is to serve the device; what it looks at next was there when it was told so. */
    boolean isAttached(int device) {
        boolean attached = memory.load32(Mode.OPAQUE, layout.attached(device)) != 0;
        memory.loadFence(QA2);
        return attached;
    }

    boolean isStarted(int device) {
        return memory.load32(Mode.OPAQUE, layout.started(device)) != 0;
    }
}
