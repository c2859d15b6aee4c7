package dev.fencepost.stress.ring;

import dev.fencepost.stress.bench.Bell;

/** Two sides that block when they have nothing to do and wake each other. */
interface Sleepers {
    /** By the first side: keeps the other busy and takes one back, asleep until there is one. */
    void exchange();

    /** Stops the other side and says how often each was woken. */
    String end() throws InterruptedException;

    /** What {@link #end} says. */
    static String told(long exchanges, Bell kicks, Bell interrupts) {
        double each = Math.max(1, exchanges);
        return String.format(
                "%n# of 100 exchanges %.1f had a kick, %.1f an interrupt",
                100 * kicks.rings() / each, 100 * interrupts.rings() / each);
    }
}
