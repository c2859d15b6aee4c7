package dev.fencepost.model.dispatch;

import static dev.fencepost.model.dispatch.Precaution.*;

import dev.fencepost.model.dispatch.Setup.Option;

/** The I/O thread: waits for a doorbell, handles the queue in its AioContext, and perhaps tells the main loop. */
final class IoThread {
    private static final int IDLE = 0;
    private static final int LOCK = 1;
    private static final int ACCEPT = 2;
    private static final int BEGIN = 3;
    private static final int HANDLE = 4;
    private static final int ACCEPT_LATE = 5;
    private static final int UNLOCK = 6;
    private static final int NOTIFY_LOCK = 7;
    private static final int NOTIFY_UNLOCK = 8;

    private final Setup setup;
    private final Words w;
    private final Locks locks;
    private final Note note;
    private final Callback callback;
    private final int self;

    IoThread(Setup setup, Words words, Locks locks, Note note) {
        this.setup = setup;
        this.w = words;
        this.locks = locks;
        this.note = note;
        callback = new Callback(setup, words, locks, note);
        self = words.threads;
    }

    boolean isIdle(long[] s) {
        return w.ioPc.get(s) == IDLE;
    }

    /** One step; false while there is nothing to do. */
    boolean step(long[] s) {
        int d = w.ioDevice.get(s);
        switch (w.ioPc.get(s)) {
            case IDLE -> {
                return wake(s);
            }
            case LOCK -> {
                note.say("takes the AioContext");
                return locks.aioContext(s, self) && go(s, w.attached.isSet(s, d) ? ACCEPT : UNLOCK);
            }
            case ACCEPT -> accept(s, d);
            case BEGIN -> begin(s, d);
            case HANDLE -> {
                callback.handle(s, d);
                note.say("has handled the queue of device %d", d);
                go(s, setup.has(ACCEPTED_BEFORE_WORK) ? notifies() : ACCEPT_LATE);
            }
            case ACCEPT_LATE -> {
                w.kicked.set(s, d, 0);
                note.say("accepts the kick of device %d", d);
                go(s, notifies());
            }
            case NOTIFY_LOCK -> {
                note.say("takes the big lock");
                return locks.bigLock(s, self) && go(s, NOTIFY_UNLOCK);
            }
            case NOTIFY_UNLOCK -> {
                w.bigLock.set(s, 0);
                note.say("has told the main loop and releases the big lock");
                go(s, w.aioContext.get(s) == self + 1 ? UNLOCK : IDLE);
            }
            default -> {
                w.aioContext.set(s, 0);
                note.say("releases the AioContext");
                go(s, setup.is(Option.NOTIFIES) && setup.has(NO_AIO_CONTEXT_AROUND_BIG_LOCK) ? NOTIFY_LOCK : IDLE);
            }
        }
        return true;
    }

    private boolean wake(long[] s) {
        for (int d = 0; d < w.devices; d++) {
            if (w.attached.isSet(s, d) && w.kicked.isSet(s, d)) {
                w.ioDevice.set(s, d);
                note.say("wakes up for device %d", d);
                return go(s, LOCK);
            }
        }
        return false;
    }

    private void accept(long[] s, int d) {
        if (setup.has(ACCEPTED_BEFORE_WORK)) {
            w.kicked.set(s, d, 0);
        }
        note.say("accepts the kick of device %d", d);
        go(s, BEGIN);
    }

    private void begin(long[] s, int d) {
        w.failUnless(w.live.isSet(s, d), s, Fault.USED_AFTER_FREE);
        w.failUnless(!w.unplugged.isSet(s, d), s, Fault.CALLED_WHEN_GONE);
        w.failUnless(w.started.isSet(s, d), s, Fault.NOT_STARTED);
        w.failUnless(!w.handling.isSet(s, d), s, Fault.TWO_HANDLERS);
        w.handling.set(s, d, 1);
        note.say("begins to handle the queue of device %d", d);
        go(s, HANDLE);
    }

    private int notifies() {
        boolean early = setup.is(Option.NOTIFIES) && !setup.has(NO_AIO_CONTEXT_AROUND_BIG_LOCK);
        return early ? NOTIFY_LOCK : UNLOCK;
    }

    private boolean go(long[] s, int pc) {
        w.ioPc.set(s, pc);
        if (pc == IDLE) {
            w.ioDevice.set(s, 0);
        }
        return true;
    }
}
