package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.LockRole;
import dev.fencepost.model.memory.program.Mode;

/**
 * One event of a program: an access, a fence, the initial value of a location.
 *
 * @param index its number; the events of a thread are numbered in program order, after the initial writes
 * @param thread its thread, or -1 for an initial write
 * @param kind what it does
 * @param mode the ordering annotation of an access
 * @param barrier the barrier of a fence, else null
 * @param site the barrier site of a fence, or empty
 * @param lock what it has to do with a spinlock
 * @param partner the other half of a read-modify-write, or -1
 * @param loadOnFailure of a read-modify-write, whether one that does not succeed is no more than a load
 * @param guard the term that says whether it happens
 * @param address the term of the address of an access, or -1
 * @param value the term of the value that an access reads or writes, or -1
 * @param control the terms of the conditions of the ifs and loops around it
 */
public record Event(
        int index,
        int thread,
        EventKind kind,
        Mode mode,
        Barrier barrier,
        String site,
        LockRole lock,
        int partner,
        boolean loadOnFailure,
        int guard,
        int address,
        int value,
        int[] control) {
    /** The same event as one half of a read-modify-write. */
    Event withPartner(int other) {
        return new Event(
                index, thread, kind, mode, barrier, site, lock, other, loadOnFailure, guard, address, value, control);
    }

    /** The same event as the read of an operation that is no more than a load where it does not succeed. */
    Event asLoadOnFailure() {
        return new Event(index, thread, kind, mode, barrier, site, lock, partner, true, guard, address, value, control);
    }

    /**
     * Whether it is no more than a load, or not yet known to be more: it belongs to a read-modify-write that did not
     * write, or to a spin_trylock that found the lock taken.
     */
    public boolean onlyLoads(Execution x) {
        boolean mayFail = loadOnFailure || lock == LockRole.TRY_READ;
        return mayFail && !x.executed.contains(partner);
    }
}
