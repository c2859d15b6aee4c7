package dev.fencepost.model.platform;

import java.util.Objects;

/**
 * A part that threads of a protocol play, and which party of a platform plays it: a guest that shares a page with its
 * hypervisor plays on the driver's side, for example, and the hypervisor on the device's. Several roles can be on one
 * side.
 *
 * @param label for programs, timelines and messages: one or two lower-case words
 * @param party the side of the platform
 */
public record Role(String label, Side party) {
    /** The driver of a ring. */
    public static final Role DRIVER = new Role("driver", Side.DRIVER);

    /** The device of a ring. */
    public static final Role DEVICE = new Role("device", Side.DEVICE);

    /** Checks that nothing is missing. */
    public Role {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(party, "party");
    }
}
