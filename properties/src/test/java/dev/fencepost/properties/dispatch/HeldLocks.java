package dev.fencepost.properties.dispatch;

import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.model.spec.Clause;
import java.util.Arrays;

/** Locks of threads that all run in one: they know who has them, and nobody can wait for one. */
final class HeldLocks extends Locks {
    private final int[][] owners;
    private boolean withoutBigLock;

    /** All free; {@code most} of a kind. */
    HeldLocks(int most) {
        owners = new int[LockKind.values().length][most];
    }

    /** Whether the big lock is not taken from now on, whatever is asked for. */
    void forgetBigLock(boolean whether) {
        withoutBigLock = whether;
    }

    @Override
    public void lock(LockKind kind, int index, int thread) {
        if (withoutBigLock && kind == LockKind.BIG) {
            return;
        }
        if (owners[kind.ordinal()][index] != 0) {
            throw new DispatchStage.Waits("thread " + thread + " waits for " + kind + " " + index);
        }
        owners[kind.ordinal()][index] = thread + 1;
    }

    @Override
    public void unlock(LockKind kind, int index, int thread) {
        if (withoutBigLock && kind == LockKind.BIG) {
            return;
        }
        if (owners[kind.ordinal()][index] != thread + 1) {
            throw new DispatchStage.Broken(
                    Clause.Q6, "thread " + thread + " releases " + kind + " that it does not have");
        }
        owners[kind.ordinal()][index] = 0;
    }

    @Override
    public void relax() {
        throw new DispatchStage.Waits("somebody waits for a reader");
    }

    boolean has(int thread, LockKind kind, int index) {
        return owners[kind.ordinal()][index] == thread + 1;
    }

    boolean hasOne(int thread, LockKind kind) {
        return Arrays.stream(owners[kind.ordinal()]).anyMatch(owner -> owner == thread + 1);
    }

    boolean isTaken(LockKind kind) {
        return owners[kind.ordinal()][0] != 0;
    }

    boolean areFree() {
        for (int[] ofKind : owners) {
            for (int owner : ofKind) {
                if (owner != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
