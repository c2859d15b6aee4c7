package dev.fencepost.impl.dispatch;

import dev.fencepost.impl.argument.Arguments;
import java.util.concurrent.locks.ReentrantLock;

/** Locks of the JDK. */
public final class JavaLocks extends Locks {
    private final ReentrantLock[][] locks;

    /** For that many devices and vCPUs, 1 or more each. */
    public JavaLocks(int devices, int cpus) {
        Arguments.inRange("devices", devices, 1, Integer.MAX_VALUE);
        Arguments.inRange("vCPUs", cpus, 1, Integer.MAX_VALUE);
        locks = new ReentrantLock[LockKind.values().length][];
        for (LockKind kind : LockKind.values()) {
            locks[kind.ordinal()] =
                    new ReentrantLock[kind == LockKind.DEVICE ? devices : kind == LockKind.CPU ? cpus : 1];
            for (int i = 0; i < locks[kind.ordinal()].length; i++) {
                locks[kind.ordinal()][i] = new ReentrantLock();
            }
        }
    }

    @Override
    public void lock(LockKind kind, int index, int thread) {
        ReentrantLock lock = find(kind, index);
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("thread " + thread + " takes " + kind + " " + index + " a second time");
        }
        lock.lock();
    }

    @Override
    public void unlock(LockKind kind, int index, int thread) {
        ReentrantLock lock = find(kind, index);
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("thread " + thread + " does not hold " + kind + " " + index);
        }
        lock.unlock();
    }

    private ReentrantLock find(LockKind kind, int index) {
        ReentrantLock[] all = locks[kind.ordinal()];
        return all[Arguments.index("lock", index, all.length)];
    }
}
