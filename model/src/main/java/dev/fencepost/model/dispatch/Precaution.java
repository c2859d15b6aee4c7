package dev.fencepost.model.dispatch;

import dev.fencepost.model.spec.Clause;

/** What a dispatcher takes care of. Each is needed: what goes wrong without it, the machine finds. */
public enum Precaution {
    /** The big lock is taken for a device that is not converted. */
    BIG_LOCK_TAKEN(Clause.Q1),
    /** It is not taken by a thread that has it. */
    BIG_LOCK_TAKEN_ONCE(Clause.Q1),
    /** It is released after the access. */
    BIG_LOCK_RELEASED(Clause.Q1),
    /** A converted device's own lock is taken. */
    DEVICE_LOCK_TAKEN(Clause.Q2),
    /** A device without locks has no guard, which would refuse concurrent accesses. */
    GUARD_OFF_WHEN_LOCK_FREE(Clause.Q2),
    /** A reader says that it reads. */
    READ_SECTION(Clause.Q3),
    /** An old view is freed when no reader can have it. */
    GRACE_PERIOD(Clause.Q3),
    /** A view is complete before it is the current one. */
    VIEW_COMPLETE_BEFORE_SWAP(Clause.Q3),
    /** The topology is changed under the big lock. */
    TOPOLOGY_UNDER_BIG_LOCK(Clause.Q3),
    /** A reference is taken from a device only while it has one. */
    INCREMENT_UNLESS_ZERO(Clause.Q3),
    /** A vCPU changes to a new view and forgets its translations at once. */
    FLUSH_WITH_SWAP(Clause.Q3),
    /** A callback has a reference on the owner of its region. */
    REFERENCE_TAKEN(Clause.Q4),
    /** An alias has none on its own owner. */
    ALIAS_TAKES_NO_REFERENCE(Clause.Q4),
    /** A device is finalized under the big lock. */
    FINALIZED_UNDER_BIG_LOCK(Clause.Q4),
    /** The bounce buffer is tested and set in one step. */
    BOUNCE_BUFFER_CLAIMED_AT_ONCE(Clause.Q4),
    /** A guarded device is not entered from its own access. */
    GUARD(Clause.Q5),
    /** An access that is refused leaves the guard as it is. */
    GUARD_CLEARED_BY_ITS_SETTER(Clause.Q5),
    /** A bottom half is guarded as an access is. */
    BOTTOM_HALF_GUARDED(Clause.Q5),
    /** The guard is known even when the bottom half is gone. */
    GUARD_COPIED(Clause.Q5),
    /** No device lock is held across DMA. */
    NO_DEVICE_LOCK_ACROSS_DMA(Clause.Q6),
    /** No device lock is held while an interrupt is raised. */
    NO_DEVICE_LOCK_ACROSS_INTERRUPT(Clause.Q6),
    /** The I/O thread gives its AioContext back before it takes the big lock. */
    NO_AIO_CONTEXT_AROUND_BIG_LOCK(Clause.Q6),
    /** Coalesced writes are passed on before another access is dispatched. */
    COALESCED_FLUSHED_FIRST(Clause.Q7),
    /** They are passed on in order. */
    COALESCED_IN_ORDER(Clause.Q7),
    /** A write that rings a doorbell calls no callback. */
    DOORBELL_SKIPS_CALLBACK(Clause.Q8),
    /** The started flag is set before the I/O thread is attached. */
    STARTED_BEFORE_ATTACHED(Clause.Q8),
    /** A callback of a queue that was handed over passes the kick on. */
    CALLBACK_PASSES_ON(Clause.Q8),
    /** The queue is taken back while the I/O thread is not in it. */
    STOPPED_IN_AIO_CONTEXT(Clause.Q8),
    /** A kick that came in on the doorbell at the last moment is handled after taking back. */
    DOORBELL_DRAINED(Clause.Q8),
    /** A kick is accepted before the queue is looked at. */
    ACCEPTED_BEFORE_WORK(Clause.Q8),
    /** An unplugged device is hidden at first. */
    HIDDEN_FIRST(Clause.Q9),
    /** An access that waited for a lock looks whether the device is still there. */
    REALIZED_CHECKED(Clause.Q9),
    /** The I/O thread is detached from an unplugged device. */
    DOORBELL_STOPPED(Clause.Q9),
    /** The region leaves the topology. */
    REMOVED_FROM_VIEW(Clause.Q9),
    /** A device is finalized when its last reference is gone. */
    DRAINED_BEFORE_FINALIZED(Clause.Q9),
    /** The guest is told last. */
    GUEST_TOLD_LAST(Clause.Q9);

    private final Clause clause;

    Precaution(Clause clause) {
        this.clause = clause;
    }

    /** The rule that demands it. What breaks without it may be another one. */
    public Clause clause() {
        return clause;
    }
}
