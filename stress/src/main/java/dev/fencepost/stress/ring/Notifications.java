package dev.fencepost.stress.ring;

/** The notifications on their way; several to one side are one. */
final class Notifications {
    /** To the device. */
    boolean kick;
    /** To the driver. */
    boolean interrupt;
}
