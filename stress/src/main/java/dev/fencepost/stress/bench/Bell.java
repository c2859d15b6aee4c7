package dev.fencepost.stress.bench;

import java.util.concurrent.locks.LockSupport;

/** A stand-in for an eventfd, within one process: a ring is kept until somebody has waited for it. */
public final class Bell {
    private volatile boolean rung;
    private volatile Thread sleeper;
    private long rings;

    public void ring() {
        rings++;
        rung = true;
        LockSupport.unpark(sleeper);
    }

    public void sleep() {
        sleeper = Thread.currentThread();
        while (!rung) {
            LockSupport.park(this);
        }
        rung = false;
    }

    /** How often it was rung; by the side that rings, or when both are done. */
    public long rings() {
        return rings;
    }
}
