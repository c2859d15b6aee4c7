package dev.fencepost.impl.dispatch;

/**
 * The I/O thread: handles the queues that were handed over to it, when their doorbells ring (Q8). For one thread.
 * Without a kick it may sleep:
 *
 * <pre>{@code
 * while (dataPlane.poll()) {}
 * if (dataPlane.maySleep()) {
 *     // block until the dispatcher's wake is run
 * }
 * dataPlane.awake();
 * }</pre>
 */
public final class DataPlane {
    private final Dispatcher dispatcher;
    private final DispatchThread thread;
    private final Doorbells doorbells;

    /**
     * The data plane of that dispatcher, run by that thread.
     *
     * @throws IllegalArgumentException if the thread is another dispatcher's
     */
    public DataPlane(Dispatcher dispatcher, DispatchThread thread) {
        dispatcher.requireOwn(thread);
        this.dispatcher = dispatcher;
        this.thread = thread;
        doorbells = dispatcher.doorbells();
    }

    /** Handles every queue that was kicked; whether there was one. */
    public boolean poll() {
        boolean any = false;
        for (int number = 0; number < dispatcher.layout().devices(); number++) {
            if (doorbells.isAttached(number) && doorbells.isKicked(number)) {
                any |= serve(number);
            }
        }
        return any;
    }

    /** In the AioContext nobody takes the queue away, and with it the reference that came with the queue. */
    private boolean serve(int number) {
        boolean served = false;
        dispatcher.locks().lock(LockKind.AIO_CONTEXT, 0, thread.number());
        if (doorbells.isAttached(number) && doorbells.accept(number)) {
            if (!doorbells.isStarted(number)) {
                throw new IllegalStateException("attached to device " + number + ", which is not started (Q8)");
            }
            thread.lockedDevice(number);
            dispatcher.device(number).serve(thread);
            thread.lockedDevice(DispatchThread.NO_DEVICE);
            served = true;
        }
        dispatcher.locks().unlock(LockKind.AIO_CONTEXT, 0, thread.number());
        thread.catchUp(dispatcher);
        return served;
    }

    /** Announces that the thread will sleep; false if it must not, because of a kick that came before. */
    public boolean maySleep() {
        doorbells.announceSleep();
        for (int number = 0; number < dispatcher.layout().devices(); number++) {
            if (doorbells.isAttached(number) && doorbells.isKicked(number)) {
                return false;
            }
        }
        return true;
    }

    /** The thread is awake: it need not be woken until it announces again that it will sleep. */
    public void awake() {
        doorbells.awake();
    }
}
