package dev.fencepost.model.dispatch;

import static dev.fencepost.model.dispatch.Precaution.*;

import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Setup.Option;

/**
 * A guest's access, from the look at the topology to the end of the callback: find the region in a read section, take a
 * reference on its owner, leave the section, take the lock, pass the guard, call, and all of it back.
 */
final class Access {
    // Where an access is. START is 0, so that a frame that was cleared is at its start.
    private static final int START = 0;
    private static final int BEGIN_READING = 1;
    private static final int LOAD_VIEW = 2;
    private static final int FIND = 3;
    private static final int RING = 4;
    private static final int REFER = 5;
    private static final int END_READING = 6;
    private static final int LOCK = 7;
    private static final int FLUSH = 8;
    private static final int ENTER = 9;
    private static final int EXIT = 10;
    private static final int UNLOCK = 11;
    private static final int RELEASE = 12;
    /** From here on: in the callback. */
    static final int BODY = 16;

    private final Setup setup;
    private final Words w;
    private final Locks locks;
    private final Note note;
    private final Callback callback;

    Access(Setup setup, Words words, Locks locks, Note note) {
        this.setup = setup;
        this.w = words;
        this.locks = locks;
        this.note = note;
        callback = new Callback(setup, words, locks, note);
    }

    /** One step of the thread's access, or of the one within its callback; false if it has to wait. */
    boolean step(long[] s, int t, Op op) {
        int f = w.frame(s, t);
        boolean nested = w.depth.get(s, t) == 1;
        int d = nested && op.kind() == Kind.DMA ? op.target() : op.device();
        Kind kind = nested ? Kind.WRITE : op.kind();
        int pc = w.pc.get(s, f);
        switch (pc) {
            case START -> start(s, t, f, kind, d);
            case BEGIN_READING -> beginReading(s, t, f);
            case LOAD_VIEW -> loadView(s, t, f);
            case FIND -> find(s, t, f, kind, d);
            case RING -> ring(s, f, d);
            case REFER -> refer(s, f, d);
            case END_READING -> endReading(s, t, f);
            case LOCK -> {
                return lock(s, t, f, d);
            }
            case FLUSH -> flush(s, f, d);
            case ENTER -> enter(s, t, f, op, d);
            case EXIT -> exit(s, f, d);
            case UNLOCK -> unlock(s, t, f, op, d);
            case RELEASE -> release(s, t, f, d);
            default -> {
                return body(s, t, f, op, d);
            }
        }
        return true;
    }

    // ---- Finding the region.

    private void start(long[] s, int t, int f, Kind kind, int d) {
        if (kind == Kind.KICK) {
            w.posted.set(s, d, w.posted.get(s, d) + 1);
            note.say("puts a request into the queue of device %d", d);
        } else if (kind == Kind.COALESCE && w.waiting.get(s) < Words.RING) {
            int at = w.waiting.get(s);
            w.waitingDevice.set(s, at, d);
            w.waitingNumber.set(s, at, w.op.get(s, t) + 1);
            w.waiting.set(s, at + 1);
            note.say("writes to device %d; the write is kept for later", d);
            w.endOperation(s, t);
            return;
        } else {
            note.say("accesses device %d", d);
        }
        w.temp.set(s, f, w.epoch.get(s));
        w.pc.set(s, f, setup.has(READ_SECTION) ? BEGIN_READING : LOAD_VIEW);
    }

    private void beginReading(long[] s, int t, int f) {
        w.reading.set(s, t, w.temp.get(s, f));
        w.temp.set(s, f, 0);
        w.pc.set(s, f, LOAD_VIEW);
        note.say("begins to read the topology");
    }

    private void loadView(long[] s, int t, int f) {
        int v = hasOwnView(t) ? w.ownView.get(s, t) : w.current.get(s);
        w.view.set(s, f, v);
        w.temp.set(s, f, 0);
        w.pc.set(s, f, FIND);
        note.say("loads the view: view %d", v);
    }

    private boolean hasOwnView(int t) {
        return setup.is(Option.TRANSLATIONS) && t < w.threads - 1;
    }

    private void find(long[] s, int t, int f, Kind kind, int d) {
        int v = w.view.get(s, f);
        w.failUnless(w.viewLive.isSet(s, v), s, Fault.VIEW_READ_AFTER_FREE);
        w.failUnless(w.viewComplete.isSet(s, v), s, Fault.VIEW_INCOMPLETE);
        if (hasOwnView(t)) {
            int from = w.translation.get(s, t);
            w.failUnless(from == 0 || from == v + 1, s, Fault.STALE_TRANSLATION);
            w.translation.set(s, t, v + 1);
        }
        int entry = w.entryOf(s, v, d);
        if (entry == Words.UNMAPPED) {
            w.skip.set(s, f, 1);
            w.pc.set(s, f, END_READING);
            note.say("finds no device %d there", d);
        } else if (entry == Words.DOORBELL && kind == Kind.KICK) {
            w.pc.set(s, f, RING);
            note.say("finds the doorbell of device %d", d);
        } else {
            w.pc.set(s, f, REFER);
            note.say("finds the region of device %d", d);
        }
    }

    /** Within the read section, so that whoever takes the doorbell away knows when nobody rings it any more. */
    private void ring(long[] s, int f, int d) {
        w.kicked.set(s, d, 1);
        boolean done = setup.has(DOORBELL_SKIPS_CALLBACK);
        w.skip.set(s, f, done ? 1 : 0);
        w.temp.set(s, f, 1);
        w.pc.set(s, f, done ? END_READING : REFER);
        note.say("rings the doorbell of device %d", d);
    }

    private void refer(long[] s, int f, int d) {
        w.failUnless(w.live.isSet(s, d), s, Fault.USED_AFTER_FREE);
        if (w.references.get(s, d) == 0 && setup.has(INCREMENT_UNLESS_ZERO)) {
            w.skip.set(s, f, 1);
            note.say("finds that device %d has lost its last reference", d);
        } else if (setup.has(REFERENCE_TAKEN)) {
            w.references.set(s, d, w.references.get(s, d) + 1);
            w.referenced.set(s, f, 1);
            note.say("takes a reference on device %d", d);
        } else {
            note.say("takes no reference on device %d", d);
        }
        w.pc.set(s, f, END_READING);
    }

    private void endReading(long[] s, int t, int f) {
        w.reading.set(s, t, 0);
        w.view.set(s, f, 0);
        note.say("is done with the topology");
        if (w.skip.isSet(s, f)) {
            end(s, t);
        } else {
            w.pc.set(s, f, LOCK);
        }
    }

    // ---- Lock, guard, callback.

    private boolean lock(long[] s, int t, int f, int d) {
        switch (setup.devices().get(d)) {
            case GLOBAL -> {
                boolean has = locks.hasBigLock(s, t) && setup.has(BIG_LOCK_TAKEN_ONCE);
                if (!has && setup.has(BIG_LOCK_TAKEN)) {
                    if (!locks.bigLock(s, t)) {
                        return false;
                    }
                    w.took.set(s, f, 1);
                }
                note.say(has ? "has the big lock" : "takes the big lock");
                w.pc.set(s, f, FLUSH);
            }
            case DEVICE -> {
                if (setup.has(DEVICE_LOCK_TAKEN)) {
                    if (!locks.device(s, d, t)) {
                        return false;
                    }
                    w.took.set(s, f, 1);
                }
                note.say("takes the lock of device %d", d);
                w.pc.set(s, f, ENTER);
            }
            case LOCK_FREE -> {
                note.say("needs no lock for device %d", d);
                w.pc.set(s, f, ENTER);
            }
        }
        return true;
    }

    private void flush(long[] s, int f, int d) {
        if (w.waiting.get(s) == 0 || !setup.has(COALESCED_FLUSHED_FIRST)) {
            w.pc.set(s, f, ENTER);
            note.say("has nothing to pass on before device %d", d);
            return;
        }
        int last = w.waiting.get(s) - 1;
        int at = setup.has(COALESCED_IN_ORDER) ? 0 : last;
        note.say("passes a write on that was kept for device %d", w.waitingDevice.get(s, at));
        if (w.realized.isSet(s, w.waitingDevice.get(s, at))) {
            callback.inOrder(s, w.waitingDevice.get(s, at), w.waitingNumber.get(s, at));
        }
        for (int i = at; i < last; i++) {
            w.waitingDevice.set(s, i, w.waitingDevice.get(s, i + 1));
            w.waitingNumber.set(s, i, w.waitingNumber.get(s, i + 1));
        }
        w.waitingDevice.set(s, last, 0);
        w.waitingNumber.set(s, last, 0);
        w.waiting.set(s, last);
    }

    private void enter(long[] s, int t, int f, Op op, int d) {
        w.failUnless(w.live.isSet(s, d), s, Fault.USED_AFTER_FREE);
        boolean within = w.depth.get(s, t) == 1 && op.device() == d && isInside(s, t, op);
        boolean lockFree = setup.devices().get(d) == Locking.LOCK_FREE;
        boolean guarded = setup.has(GUARD) && (!lockFree || !setup.has(GUARD_OFF_WHEN_LOCK_FREE));
        if (setup.has(REALIZED_CHECKED) && !w.realized.isSet(s, d)) {
            w.pc.set(s, f, UNLOCK);
            note.say("finds that device %d was unplugged", d);
        } else if (guarded && w.engaged.isSet(s, d)) {
            w.failUnless(within, s, Fault.REFUSED_TO_ANOTHER_THREAD);
            if (!setup.has(GUARD_CLEARED_BY_ITS_SETTER)) {
                w.engaged.set(s, d, 0);
            }
            w.pc.set(s, f, UNLOCK);
            note.say("is refused: device %d is engaged in I/O", d);
        } else {
            w.failUnless(!within || lockFree, s, Fault.REENTERED);
            w.failUnless(!w.unplugged.isSet(s, d), s, Fault.CALLED_WHEN_GONE);
            if (guarded) {
                w.engaged.set(s, d, 1);
                w.setGuard.set(s, f, 1);
            }
            w.pc.set(s, f, BODY);
            note.say("enters the callback of device %d", d);
        }
    }

    /** Whether the thread's outer access is in its callback. */
    private boolean isInside(long[] s, int t, Op op) {
        int outer = w.pc.get(s, w.outer(t));
        return op.kind() == Kind.BOTTOM_HALF || outer >= BODY && outer < Callback.AFTERWARDS;
    }

    private boolean body(long[] s, int t, int f, Op op, int d) {
        boolean afterwards = w.pc.get(s, f) >= Callback.AFTERWARDS;
        Callback.Progress progress = callback.step(s, t, f, op, d);
        if (progress == Callback.Progress.DONE) {
            w.temp.set(s, f, 0);
            w.pc.set(s, f, afterwards ? RELEASE : EXIT);
        }
        return progress != Callback.Progress.WAITS;
    }

    // ---- Back.

    private void exit(long[] s, int f, int d) {
        if (w.setGuard.isSet(s, f)) {
            w.engaged.set(s, d, 0);
            w.setGuard.set(s, f, 0);
        }
        w.pc.set(s, f, UNLOCK);
        note.say("leaves the callback of device %d", d);
    }

    private void unlock(long[] s, int t, int f, Op op, int d) {
        if (w.took.isSet(s, f)) {
            w.took.set(s, f, 0);
            if (setup.devices().get(d) == Locking.DEVICE) {
                w.deviceLock.set(s, d, 0);
            } else if (setup.has(BIG_LOCK_RELEASED)) {
                w.bigLock.set(s, 0);
            }
        }
        boolean more = w.depth.get(s, t) == 0 && callback.isPutOff(op) && w.realized.isSet(s, d);
        w.pc.set(s, f, more ? Callback.AFTERWARDS : RELEASE);
        note.say("releases what it took for device %d", d);
    }

    private void release(long[] s, int t, int f, int d) {
        if (w.referenced.isSet(s, f)) {
            w.failUnless(w.live.isSet(s, d), s, Fault.USED_AFTER_FREE);
            drop(s, d);
        }
        note.say("is done with device %d", d);
        end(s, t);
    }

    /** Drops a reference; who drops the last one sends the device off. */
    void drop(long[] s, int d) {
        int left = Math.max(0, w.references.get(s, d) - 1);
        w.references.set(s, d, left);
        if (left == 0) {
            w.failUnless(!w.retired.isSet(s, d), s, Fault.FREED_TWICE);
            w.retired.set(s, d, 1);
        }
    }

    private void end(long[] s, int t) {
        if (w.depth.get(s, t) == 1) {
            w.clear(s, w.frame(s, t));
            w.depth.set(s, t, 0);
        } else {
            w.endOperation(s, t);
        }
    }
}
