package dev.fencepost.model.dispatch;

import dev.fencepost.model.machine.Layout.Field;

/**
 * Locks, and the order in which they are taken (Q6): big lock, AioContext, lock of a device, lock of a vCPU; but none
 * while a device's is held.
 */
final class Locks {
    private final Words w;

    Locks(Words words) {
        w = words;
    }

    boolean bigLock(long[] s, int thread) {
        boolean inOrder = !holdsDeviceLock(s, thread) && w.aioContext.get(s) != thread + 1;
        return take(s, w.bigLock, 0, thread, inOrder);
    }

    boolean aioContext(long[] s, int thread) {
        return take(s, w.aioContext, 0, thread, !holdsDeviceLock(s, thread));
    }

    /** Takes a device's lock; the main loop may come with the big lock. */
    boolean device(long[] s, int device, int thread) {
        return take(s, w.deviceLock, device, thread, !holdsDeviceLock(s, thread));
    }

    boolean cpu(long[] s, int cpu, int thread) {
        return take(s, w.cpuLock, cpu, thread, !holdsDeviceLock(s, thread));
    }

    boolean hasBigLock(long[] s, int thread) {
        return w.bigLock.get(s) == thread + 1;
    }

    /** False if somebody has it, the thread itself included: none of them can be taken twice. */
    private boolean take(long[] s, Field lock, int index, int thread, boolean inOrder) {
        if (!inOrder) {
            w.fail(s, Fault.LOCK_ORDER);
            return true;
        }
        if (lock.get(s, index) != 0) {
            return false;
        }
        lock.set(s, index, thread + 1);
        return true;
    }

    private boolean holdsDeviceLock(long[] s, int thread) {
        for (int device = 0; device < w.devices; device++) {
            if (w.deviceLock.get(s, device) == thread + 1) {
                return true;
            }
        }
        return false;
    }
}
