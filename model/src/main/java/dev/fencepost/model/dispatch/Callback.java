package dev.fencepost.model.dispatch;

import static dev.fencepost.model.dispatch.Precaution.*;

import dev.fencepost.model.dispatch.Op.Kind;

/** What a device does when it is called, and what it puts off until its lock is released. */
final class Callback {
    /** From here on: not in the callback any more, its lock released, its reference still there. */
    static final int AFTERWARDS = 24;

    private static final int FIRST = Access.BODY;
    private static final int ACCESSES = 2;

    /** How a callback got on. */
    enum Progress {
        MOVED,
        DONE,
        WAITS
    }

    private final Setup setup;
    private final Words w;
    private final Locks locks;
    private final Note note;

    Callback(Setup setup, Words words, Locks locks, Note note) {
        this.setup = setup;
        this.w = words;
        this.locks = locks;
        this.note = note;
    }

    /** Whether what the callback wants to do is done after its lock is released (Q6). */
    boolean isPutOff(Op op) {
        boolean precaution = op.kind() == Kind.DMA && setup.has(NO_DEVICE_LOCK_ACROSS_DMA)
                || op.kind() == Kind.RAISE && setup.has(NO_DEVICE_LOCK_ACROSS_INTERRUPT);
        return precaution && setup.devices().get(op.device()) == Locking.DEVICE;
    }

    Progress step(long[] s, int t, int f, Op op, int d) {
        w.failUnless(w.live.isSet(s, d), s, Fault.USED_AFTER_FREE);
        Kind kind = w.depth.get(s, t) == 1 ? Kind.WRITE : op.kind();
        if ((kind == Kind.DMA || kind == Kind.RAISE) && w.pc.get(s, f) == FIRST && isPutOff(op)) {
            note.say("leaves the rest for when the lock of device %d is released", d);
            return Progress.DONE;
        }
        return switch (kind) {
            case DMA -> dma(s, t, f, op.target());
            case RAISE -> raise(s, t, f, op.target());
            case KICK -> kick(s, f, d);
            default -> write(s, t, f, d, kind == op.kind());
        };
    }

    /** Reads the register and writes it back; in one step only where there is no lock. */
    private Progress write(long[] s, int t, int f, int d, boolean ownWrite) {
        int value = w.register.get(s, d);
        boolean lockFree = setup.devices().get(d) == Locking.LOCK_FREE;
        if (!lockFree && w.pc.get(s, f) == FIRST) {
            w.temp.set(s, f, value);
            w.pc.set(s, f, FIRST + 1);
            note.say("reads the register of device %d", d);
            return Progress.MOVED;
        }
        if (!lockFree) {
            boolean global = setup.devices().get(d) == Locking.GLOBAL;
            w.failUnless(
                    w.temp.get(s, f) == value,
                    s,
                    global ? Fault.LOST_UPDATE_UNDER_BIG_LOCK : Fault.LOST_UPDATE_WITHOUT);
        }
        w.register.set(s, d, value + 1 & 7);
        if (ownWrite && t == 0) {
            inOrder(s, d, w.op.get(s, t) + 1);
            w.failUnless(!isKept(s, d), s, Fault.OUT_OF_ORDER);
        }
        note.say("writes the register of device %d", d);
        return Progress.DONE;
    }

    /** The number of a write of vCPU 0, which reaches the device now. */
    void inOrder(long[] s, int d, int number) {
        w.failUnless(w.lastWrite.get(s, d) < number, s, Fault.OUT_OF_ORDER);
        w.lastWrite.set(s, d, number);
    }

    private boolean isKept(long[] s, int d) {
        for (int i = 0; i < w.waiting.get(s); i++) {
            if (w.waitingDevice.get(s, i) == d) {
                return true;
            }
        }
        return false;
    }

    private Progress dma(long[] s, int t, int f, int target) {
        if (w.temp.get(s, f) == ACCESSES) {
            note.say("is done with its DMA");
            return Progress.DONE;
        }
        w.temp.set(s, f, w.temp.get(s, f) + 1);
        w.depth.set(s, t, 1);
        note.say("writes by DMA to device %d", target);
        return Progress.MOVED;
    }

    private Progress raise(long[] s, int t, int f, int cpu) {
        if (w.temp.get(s, f) == 0) {
            if (!locks.cpu(s, cpu, t)) {
                return Progress.WAITS;
            }
            w.temp.set(s, f, 1);
            note.say("takes the lock of vCPU %d", cpu);
            return Progress.MOVED;
        }
        w.interrupt.set(s, cpu, 1);
        w.cpuLock.set(s, cpu, 0);
        note.say("raises an interrupt of vCPU %d", cpu);
        return Progress.DONE;
    }

    /** A kick that no doorbell caught: passes it on, or handles the queue here. */
    private Progress kick(long[] s, int f, int d) {
        w.failUnless(w.temp.get(s, f) != 1, s, Fault.TWO_PATHS);
        if (w.pc.get(s, f) == FIRST) {
            boolean passOn = w.started.isSet(s, d) && setup.has(CALLBACK_PASSES_ON);
            if (passOn) {
                w.kicked.set(s, d, 1);
                note.say("passes the kick of device %d on to the I/O thread", d);
                return Progress.DONE;
            }
            w.failUnless(!w.handling.isSet(s, d), s, Fault.TWO_HANDLERS);
            if (setup.devices().get(d) != Locking.LOCK_FREE) {
                w.handling.set(s, d, 1);
                w.pc.set(s, f, FIRST + 1);
                note.say("begins to handle the queue of device %d", d);
                return Progress.MOVED;
            }
        }
        handle(s, d);
        note.say("has handled the queue of device %d", d);
        return Progress.DONE;
    }

    void handle(long[] s, int d) {
        w.handled.set(s, d, w.posted.get(s, d));
        w.handling.set(s, d, 0);
    }
}
