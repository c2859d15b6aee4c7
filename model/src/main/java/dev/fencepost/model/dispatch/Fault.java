package dev.fencepost.model.dispatch;

import dev.fencepost.model.spec.Clause;

/** What a step can do wrong; the machine's state remembers the first. */
enum Fault {
    LOST_UPDATE_UNDER_BIG_LOCK(Clause.Q1, "each access to a register under the big lock takes effect at one point"),
    LOST_UPDATE_WITHOUT(Clause.Q2, "each access to a register of a converted device takes effect at one point"),
    REFUSED_TO_ANOTHER_THREAD(Clause.Q2, "an access is refused as re-entry only from within the same device"),
    VIEW_READ_AFTER_FREE(Clause.Q3, "a reader's view is not freed before the reader is done"),
    VIEW_INCOMPLETE(Clause.Q3, "a reader finds a complete view"),
    STALE_TRANSLATION(Clause.Q3, "a translation is used with the view it was made from"),
    FREED_TWICE(Clause.Q3, "a device loses its last reference once"),
    USED_AFTER_FREE(Clause.Q4, "a device that is used is not freed"),
    FINALIZED_OUTSIDE_BIG_LOCK(Clause.Q4, "a device is finalized under the big lock"),
    CLAIMED_TWICE(Clause.Q4, "the bounce buffer has one owner"),
    REENTERED(Clause.Q5, "a guarded device is not entered from its own access"),
    GUARD_OF_FREED(Clause.Q5, "the guard is not looked for in a bottom half that is freed"),
    LOCK_ORDER(Clause.Q6, "a lock is taken only after those that precede it in the order"),
    OUT_OF_ORDER(Clause.Q7, "a thread's writes reach the device in the order in which it made them"),
    TWO_PATHS(Clause.Q8, "a kick takes one path"),
    TWO_HANDLERS(Clause.Q8, "a queue is handled by one thread at a time"),
    NOT_STARTED(Clause.Q8, "the I/O thread handles a queue only after it was handed over"),
    CALLED_WHEN_GONE(Clause.Q9, "no callback begins after the device was unplugged"),
    TOLD_EARLY(Clause.Q9, "the guest is told of an unplug when the device is freed");

    private final Clause clause;
    private final String rule;

    Fault(Clause clause, String rule) {
        this.clause = clause;
        this.rule = rule;
    }

    Clause clause() {
        return clause;
    }

    String rule() {
        return rule;
    }

    /** As a state holds it: 0 is for none. */
    int code() {
        return ordinal() + 1;
    }
}
