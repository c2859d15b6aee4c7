package dev.fencepost.model.memory.program;

import java.util.Objects;

/**
 * A shared location of a {@link Program}.
 *
 * @param name the name that conditions and counterexamples print, for example {@code avail.idx}
 * @param initial the value before any thread runs; an address is made by {@link Address#of}
 * @param kind what lies behind it
 * @param device of a device register, the device: order among registers and the flush by a read hold for one device
 */
public record Location(String name, long initial, LocationKind kind, String device) {
    /** Checks that nothing is missing. */
    public Location {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(device, "device");
    }

    /** Memory, or a register of a device that has no name: such registers belong to the same device. */
    public Location(String name, long initial, LocationKind kind) {
        this(name, initial, kind, "");
    }

    /** Coherent memory, as almost every location is. */
    public static Location of(String name, long initial) {
        return new Location(name, initial, LocationKind.COHERENT);
    }
}
