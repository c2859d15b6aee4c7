package dev.fencepost.model.ring;

/** Whether a side of a ring's state machine works or sleeps. */
public enum RingMode {
    /** At work, or polling. */
    AWAKE,
    /** Has asked for a notification and not yet looked again. */
    ASKED,
    /** Looked again, found nothing, waits. */
    ASLEEP
}
