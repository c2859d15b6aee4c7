package dev.fencepost.model.grant.persistent;

import dev.fencepost.model.spec.Clause;

/** What frontend and backend take care of. Each is needed: what goes wrong without it, the machine finds. */
public enum Precaution {
    /** A grant is looked for before it is mapped. */
    LOOK_UP_FIRST(Clause.B1),
    /** A grant that is in use is refused to a second segment. */
    ACTIVE_REFUSED(Clause.B1),
    /** A grant that is being purged is waited for. */
    PURGED_AWAITED(Clause.B1),
    /** A handle counts only in the generation of its slot. */
    GENERATION_CHECKED(Clause.B1),
    /** A slot whose generations are used up is not used again. */
    SLOT_RETIRED(Clause.B1),
    /** A handle beyond the table is refused. */
    BOUNDS_CHECKED(Clause.B1),
    /** A purge leaves alone what is in use; a table refuses to unmap what is referenced. */
    ACTIVE_NOT_PURGED(Clause.B2),
    /** What a request took is counted, and given back when it ends. */
    IN_USE_COUNTED_DOWN(Clause.B2),
    /** A request that fails half way gives back what it took. */
    PUT_ON_FAILURE(Clause.B2),
    /** Beyond the limit nothing is kept. */
    LIMIT_KEPT(Clause.B3),
    /** What is not kept is unmapped with its request. */
    ONE_SHOT_UNMAPPED(Clause.B3),
    /** What nobody used for a while is purged, also when there is room. */
    IDLE_PURGED(Clause.B3),
    /** What was agreed on at connect stays so: the backend goes by what it advertised. */
    FEATURE_LATCHED(Clause.B4),
    /** Without the feature a grant is unmapped before the response. */
    UNMAPPED_BEFORE_RESPONSE(Clause.B4),
    /** Whether a grant is mapped and its end are one step. */
    ENDED_AT_ONCE(Clause.G2),
    /** The backend disconnects when all requests are done. */
    DRAINED_FIRST(Clause.B5),
    /** It waits for a purge that has begun. */
    PURGE_AWAITED(Clause.B5),
    /** It unmaps everything. */
    ALL_UNMAPPED(Clause.B5),
    /** As long as another device shares what is mapped, a disconnect leaves it. */
    LAST_UNMAPS(Clause.B2),
    /** A page is cleared before it is granted. */
    CLEARED_FIRST(Clause.B6),
    /** The number of segments that was checked is the one that is used. */
    FETCHED_ONCE(Clause.B7),
    /** A mapping that persists is used again. */
    USED_AGAIN(Clause.B8),
    /** Unmapping is over when other processors have forgotten the mapping. */
    FLUSHED(Clause.B8),
    /** One segment that could not be mapped fails the request, whatever comes after it. */
    ERROR_KEPT(Clause.G5);

    private final Clause clause;

    Precaution(Clause clause) {
        this.clause = clause;
    }

    /** The rule that demands it. What breaks without it may be another one. */
    public Clause clause() {
        return clause;
    }
}
