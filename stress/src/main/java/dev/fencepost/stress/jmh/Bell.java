package dev.fencepost.stress.jmh;

import java.util.concurrent.locks.LockSupport;

/** A stand-in for an eventfd, within one process: a ring is kept until somebody has waited for it. */
final class Bell {
    private volatile boolean rung;
    private volatile Thread sleeper;
    private long rings;

    void ring() {
        rings++;
        rung = true;
        LockSupport.unpark(sleeper);
    }

    void sleep() {
        sleeper = Thread.currentThread();
        while (!rung) {
            LockSupport.park(this);
        }
        rung = false;
    }

    /** How often it was rung; by the side that rings, or when both are done. */
    long rings() {
        return rings;
    }
}
