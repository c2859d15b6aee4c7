package dev.fencepost.model.dispatch;

import static dev.fencepost.model.dispatch.Precaution.*;

import dev.fencepost.model.dispatch.Op.Kind;

/** Bottom halves, which run under the big lock with their device's guard, and the bounce buffer. */
final class MainLoop {
    // Of a bottom half.
    private static final int LOCK = 0;
    private static final int ENGAGE = 1;
    private static final int ACCESS = 2;
    private static final int FREE_ITSELF = 3;
    private static final int DISENGAGE = 4;
    private static final int UNLOCK = 5;

    // Of a claim.
    private static final int TEST = 0;
    private static final int SET = 1;
    private static final int GIVE_BACK = 2;

    private final Setup setup;
    private final Words w;
    private final Locks locks;
    private final Note note;

    MainLoop(Setup setup, Words words, Locks locks, Note note) {
        this.setup = setup;
        this.w = words;
        this.locks = locks;
        this.note = note;
    }

    /** One step; false if it has to wait. */
    boolean step(long[] s, int t, Op op) {
        return op.kind() == Kind.CLAIM ? claim(s, t) : bottomHalf(s, t, op.device());
    }

    private boolean bottomHalf(long[] s, int t, int d) {
        int f = w.outer(t);
        int pc = w.pc.get(s, f);
        switch (pc) {
            case LOCK -> {
                if (!locks.bigLock(s, t)) {
                    return false;
                }
                w.bottomHalf.set(s, 1);
                note.say("takes the big lock for a bottom half");
            }
            case ENGAGE -> {
                w.engaged.set(s, d, setup.has(BOTTOM_HALF_GUARDED) ? 1 : 0);
                note.say("sets the guard of device %d for the bottom half", d);
            }
            case ACCESS -> {
                w.depth.set(s, t, 1);
                note.say("writes, in the bottom half, to device %d", d);
            }
            case FREE_ITSELF -> {
                w.bottomHalf.set(s, 0);
                note.say("the bottom half frees itself");
            }
            case DISENGAGE -> {
                w.failUnless(setup.has(GUARD_COPIED) || w.bottomHalf.isSet(s), s, Fault.GUARD_OF_FREED);
                w.engaged.set(s, d, 0);
                note.say("clears the guard of device %d", d);
            }
            default -> {
                w.bigLock.set(s, 0);
                note.say("releases the big lock");
                w.endOperation(s, t);
                return true;
            }
        }
        w.pc.set(s, f, pc + 1);
        return true;
    }

    private boolean claim(long[] s, int t) {
        int f = w.outer(t);
        boolean atOnce = setup.has(BOUNCE_BUFFER_CLAIMED_AT_ONCE);
        switch (w.pc.get(s, f)) {
            case TEST -> {
                if (w.bounceOwners.isSet(s)) {
                    return false;
                }
                w.bounceOwners.set(s, atOnce ? 1 : 0);
                w.pc.set(s, f, atOnce ? GIVE_BACK : SET);
                note.say(atOnce ? "claims the bounce buffer" : "finds the bounce buffer free");
            }
            case SET -> {
                w.failUnless(!w.bounceOwners.isSet(s), s, Fault.CLAIMED_TWICE);
                w.bounceOwners.set(s, 1);
                w.pc.set(s, f, GIVE_BACK);
                note.say("claims the bounce buffer");
            }
            default -> {
                w.bounceOwners.set(s, 0);
                note.say("gives the bounce buffer back");
                w.endOperation(s, t);
            }
        }
        return true;
    }
}
