package dev.fencepost.stress.jpf;

/** The notifications on their way; several to one side are one. */
final class Notifications {
    /** To the device. */
    boolean kick;
    /** To the driver. */
    boolean interrupt;
}
