package dev.fencepost.model.dispatch;

import static dev.fencepost.model.dispatch.Precaution.*;

import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Setup.Option;

/**
 * Changes of the topology. Each is made under the big lock: what concerns the device, then a new view is built and
 * swapped in, then the lock is released, then the old view is freed when no reader can have it.
 */
final class Topology {
    private static final int LOCK = 0;
    private static final int LOCK_AIO = 1;
    private static final int LOCK_DEVICE = 2;
    private static final int CHANGE = 3;
    private static final int ATTACH = 4;
    private static final int UNLOCK_AIO = 5;
    private static final int UNLOCK_DEVICE = 6;
    private static final int BUILD = 7;
    private static final int SWAP = 8;
    private static final int NEXT_EPOCH = 9;
    private static final int UNLOCK = 10;
    private static final int TELL_CPUS = 11;
    private static final int FORGET_TRANSLATIONS = 12;
    private static final int DROP = 13;
    private static final int GRACE = 14;
    private static final int DRAIN_DOORBELL = 15;
    private static final int AWAIT_LAST = 16;
    private static final int LOCK_AGAIN = 17;
    private static final int FINALIZE = 18;
    private static final int UNLOCK_AGAIN = 19;
    private static final int TELL_GUEST = 20;
    private static final int END = 21;

    private final Setup setup;
    private final Words w;
    private final Locks locks;
    private final Note note;
    private final Access access;

    Topology(Setup setup, Words words, Locks locks, Note note, Access access) {
        this.setup = setup;
        this.w = words;
        this.locks = locks;
        this.note = note;
        this.access = access;
    }

    /** One step of the thread's operation; false if it has to wait. */
    boolean step(long[] s, int t, Op op) {
        int f = w.outer(t);
        int d = op.device();
        int pc = w.pc.get(s, f);
        boolean moved = switch (pc) {
            case LOCK, LOCK_DEVICE, LOCK_AIO, LOCK_AGAIN -> lock(s, t, pc, d);
            case CHANGE -> change(s, op.kind(), d);
            case ATTACH -> attach(s, d);
            case UNLOCK_AIO, UNLOCK_DEVICE, UNLOCK, UNLOCK_AGAIN -> unlock(s, t, pc, d);
            case BUILD -> build(s, f, op.kind(), d);
            case SWAP -> swap(s, f);
            case NEXT_EPOCH -> nextEpoch(s, f);
            case TELL_CPUS -> tellCpus(s);
            case FORGET_TRANSLATIONS -> forgetTranslations(s);
            case GRACE -> grace(s, t, f);
            case DRAIN_DOORBELL -> drainDoorbell(s, d);
            case DROP, AWAIT_LAST, FINALIZE, TELL_GUEST -> retire(s, t, pc, d);
            default -> throw new IllegalStateException("no step " + pc);
        };
        if (moved && !repeats(s, pc)) {
            goOn(s, t, f, op, pc);
        }
        return moved;
    }

    /** Telling vCPUs goes on until all know. */
    private boolean repeats(long[] s, int pc) {
        return pc == TELL_CPUS && !allKnow(s);
    }

    /** To the next step that this operation has. */
    private void goOn(long[] s, int t, int f, Op op, int pc) {
        int next = pc + 1;
        while (next != END && !isStep(s, op, next)) {
            next++;
        }
        if (op.kind() == Kind.STOP && pc == NEXT_EPOCH) {
            next = GRACE;
        } else if (op.kind() == Kind.STOP && pc == DRAIN_DOORBELL) {
            next = setup.devices().get(op.device()) == Locking.DEVICE ? UNLOCK_DEVICE : UNLOCK;
        } else if (op.kind() == Kind.STOP && (pc == UNLOCK_DEVICE || pc == UNLOCK)) {
            next = pc == UNLOCK ? END : UNLOCK;
        }
        if (next == END) {
            w.endOperation(s, t);
        } else {
            w.pc.set(s, f, next);
        }
    }

    private boolean isStep(long[] s, Op op, int pc) {
        int d = op.device();
        boolean unplug = op.kind() == Kind.UNPLUG;
        boolean handover = op.kind() == Kind.START || op.kind() == Kind.STOP;
        boolean detaches = op.kind() == Kind.STOP || unplug && w.attached.isSet(s, d) && setup.has(DOORBELL_STOPPED);
        boolean ownView = setup.is(Option.TRANSLATIONS);
        return switch (pc) {
            case LOCK_DEVICE -> handover && setup.devices().get(d) == Locking.DEVICE;
            case UNLOCK_DEVICE -> op.kind() == Kind.START && setup.devices().get(d) == Locking.DEVICE;
            case LOCK_AIO -> detaches && setup.has(STOPPED_IN_AIO_CONTEXT);
            case UNLOCK_AIO ->
                w.aioContext.get(s) != 0 && detachesUnderLock(op) && w.aioContext.get(s) == w.bigLock.get(s);
            case CHANGE -> op.kind() != Kind.REARRANGE;
            case ATTACH -> op.kind() == Kind.START;
            case BUILD, SWAP -> !unplug || setup.has(REMOVED_FROM_VIEW);
            case NEXT_EPOCH, GRACE -> !unplug || setup.has(REMOVED_FROM_VIEW);
            case TELL_CPUS -> ownView;
            case FORGET_TRANSLATIONS -> ownView && !setup.has(FLUSH_WITH_SWAP);
            case DRAIN_DOORBELL -> op.kind() == Kind.STOP;
            case DROP, FINALIZE, TELL_GUEST -> unplug;
            case AWAIT_LAST -> unplug && setup.has(DRAINED_BEFORE_FINALIZED);
            case LOCK_AGAIN, UNLOCK_AGAIN -> unplug && setup.has(FINALIZED_UNDER_BIG_LOCK);
            default -> true;
        };
    }

    private boolean detachesUnderLock(Op op) {
        return (op.kind() == Kind.STOP || op.kind() == Kind.UNPLUG) && setup.has(STOPPED_IN_AIO_CONTEXT);
    }

    // ---- Locks.

    private boolean lock(long[] s, int t, int pc, int d) {
        switch (pc) {
            case LOCK_DEVICE -> {
                note.say("takes the lock of device %d", d);
                return locks.device(s, d, t);
            }
            case LOCK_AIO -> {
                note.say("takes the AioContext");
                return locks.aioContext(s, t);
            }
            default -> {
                note.say("takes the big lock");
                return !setup.has(TOPOLOGY_UNDER_BIG_LOCK) && pc == LOCK || locks.bigLock(s, t);
            }
        }
    }

    private boolean unlock(long[] s, int t, int pc, int d) {
        switch (pc) {
            case UNLOCK_DEVICE -> {
                w.deviceLock.set(s, d, 0);
                note.say("releases the lock of device %d", d);
            }
            case UNLOCK_AIO -> {
                w.aioContext.set(s, 0);
                note.say("releases the AioContext");
            }
            default -> {
                if (locks.hasBigLock(s, t)) {
                    w.bigLock.set(s, 0);
                }
                note.say("releases the big lock");
            }
        }
        return true;
    }

    // ---- The device.

    private boolean change(long[] s, Kind kind, int d) {
        switch (kind) {
            case PLUG -> plug(s, d);
            case UNPLUG -> {
                w.unplugged.set(s, d, 1);
                w.realized.set(s, d, setup.has(HIDDEN_FIRST) ? 0 : 1);
                if (w.attached.isSet(s, d) && setup.has(DOORBELL_STOPPED)) {
                    detach(s, d);
                    w.kicked.set(s, d, 0);
                }
                note.say("hides device %d", d);
            }
            case STOP -> {
                detach(s, d);
                note.say("detaches the I/O thread from device %d", d);
            }
            default -> {
                (setup.has(STARTED_BEFORE_ATTACHED) ? w.started : w.attached).set(s, d, 1);
                kickRightAway(s, d, !setup.has(STARTED_BEFORE_ATTACHED));
                note.say("begins to hand device %d over", d);
            }
        }
        return true;
    }

    private void plug(long[] s, int d) {
        w.live.set(s, d, 1);
        w.references.set(s, d, setup.has(ALIAS_TAKES_NO_REFERENCE) || !setup.is(Option.ALIAS) ? 1 : 2);
        w.realized.set(s, d, 1);
        w.unplugged.set(s, d, 0);
        w.retired.set(s, d, 0);
        note.say("realizes device %d", d);
    }

    private void detach(long[] s, int d) {
        w.failUnless(!w.handling.isSet(s, d), s, Fault.TWO_HANDLERS);
        w.attached.set(s, d, 0);
        w.started.set(s, d, 0);
    }

    private boolean attach(long[] s, int d) {
        w.started.set(s, d, 1);
        w.attached.set(s, d, 1);
        kickRightAway(s, d, setup.has(STARTED_BEFORE_ATTACHED));
        note.say("attaches the I/O thread to device %d", d);
        return true;
    }

    /** Whatever is in the queue already is not to wait for the next kick. */
    private void kickRightAway(long[] s, int d, boolean attached) {
        if (attached) {
            w.kicked.set(s, d, 1);
        }
    }

    private boolean drainDoorbell(long[] s, int d) {
        if (w.kicked.isSet(s, d) && setup.has(DOORBELL_DRAINED)) {
            w.failUnless(!w.handling.isSet(s, d), s, Fault.TWO_HANDLERS);
            w.handled.set(s, d, w.posted.get(s, d));
        }
        w.kicked.set(s, d, 0);
        note.say("looks at the doorbell of device %d a last time", d);
        return true;
    }

    // ---- The view.

    private boolean build(long[] s, int f, Kind kind, int d) {
        int v = 0;
        while (v < Words.VIEWS && w.viewLive.isSet(s, v)) {
            v++;
        }
        if (v == Words.VIEWS) {
            return false;
        }
        w.viewLive.set(s, v, 1);
        w.viewComplete.set(s, v, setup.has(VIEW_COMPLETE_BEFORE_SWAP) ? 1 : 0);
        for (int i = 0; i < w.devices; i++) {
            int entry = w.entryOf(s, w.current.get(s), i);
            w.entry.set(s, v * w.devices + i, i == d ? changed(entry, kind) : entry);
        }
        w.view.set(s, f, v);
        note.say("builds view %d", v);
        return true;
    }

    private static int changed(int entry, Kind kind) {
        return switch (kind) {
            case PLUG, STOP -> Words.MAPPED;
            case UNPLUG -> Words.UNMAPPED;
            case START -> Words.DOORBELL;
            default -> entry;
        };
    }

    private boolean swap(long[] s, int f) {
        int old = w.current.get(s);
        w.current.set(s, w.view.get(s, f));
        w.view.set(s, f + 1, old);
        note.say("makes view %d the current one", w.view.get(s, f));
        return true;
    }

    private boolean nextEpoch(long[] s, int f) {
        w.epoch.set(s, w.epoch.get(s) + 1);
        w.temp.set(s, f, w.epoch.get(s));
        w.viewComplete.set(s, w.view.get(s, f), 1);
        note.say("begins epoch %d", w.epoch.get(s));
        return true;
    }

    /** Each vCPU changes to the new view between two accesses, and forgets its translations with it. */
    private boolean tellCpus(long[] s) {
        int v = w.current.get(s);
        for (int cpu = 0; cpu < w.threads - 1; cpu++) {
            boolean between = w.pc.get(s, w.outer(cpu)) == 0;
            if (w.ownView.get(s, cpu) != v && between) {
                w.ownView.set(s, cpu, v);
                if (setup.has(FLUSH_WITH_SWAP)) {
                    w.translation.set(s, cpu, 0);
                }
                note.say("tells vCPU %d of the new view", cpu);
                return true;
            }
        }
        return allKnow(s);
    }

    private boolean allKnow(long[] s) {
        for (int cpu = 0; cpu < w.threads - 1; cpu++) {
            if (w.ownView.get(s, cpu) != w.current.get(s)) {
                return false;
            }
        }
        return true;
    }

    private boolean forgetTranslations(long[] s) {
        for (int cpu = 0; cpu < w.threads - 1; cpu++) {
            w.translation.set(s, cpu, 0);
        }
        note.say("makes all vCPUs forget their translations");
        return true;
    }

    private boolean grace(long[] s, int t, int f) {
        for (int other = 0; other < w.threads && setup.has(GRACE_PERIOD); other++) {
            int since = w.reading.get(s, other);
            if (other != t && since != 0 && since < w.temp.get(s, f)) {
                return false;
            }
        }
        int old = w.view.get(s, f + 1);
        w.viewLive.set(s, old, 0);
        w.viewComplete.set(s, old, 0);
        for (int i = 0; i < w.devices; i++) {
            w.entry.set(s, old * w.devices + i, 0);
        }
        w.view.set(s, f + 1, 0);
        note.say("frees view %d", old);
        return true;
    }

    // ---- The end of a device.

    private boolean retire(long[] s, int t, int pc, int d) {
        switch (pc) {
            case DROP -> {
                access.drop(s, d);
                note.say("drops the topology's reference on device %d", d);
                if (!setup.has(GUEST_TOLD_LAST)) {
                    w.failUnless(!w.live.isSet(s, d), s, Fault.TOLD_EARLY);
                }
            }
            case AWAIT_LAST -> {
                note.say("sees that device %d lost its last reference", d);
                return w.retired.isSet(s, d);
            }
            case FINALIZE -> {
                w.failUnless(locks.hasBigLock(s, t), s, Fault.FINALIZED_OUTSIDE_BIG_LOCK);
                w.live.set(s, d, 0);
                note.say("finalizes device %d", d);
            }
            default -> {
                w.failUnless(!w.live.isSet(s, d), s, Fault.TOLD_EARLY);
                note.say("tells the guest that device %d is gone", d);
            }
        }
        return true;
    }
}
