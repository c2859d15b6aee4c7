package dev.fencepost.model.dispatch;

import java.util.Objects;

/**
 * Something that a thread does, from its beginning to its end.
 *
 * @param kind what
 * @param device to which device, from 0
 * @param target which other device or vCPU it concerns, from 0; 0 where there is none
 */
public record Op(Kind kind, int device, int target) {
    /** Checks that nothing is missing. */
    public Op {
        Objects.requireNonNull(kind, "kind");
        if (device < 0 || target < 0) {
            throw new IllegalArgumentException(kind + " of device " + device + ", target " + target);
        }
    }

    /** An operation without a target. */
    public static Op of(Kind kind, int device) {
        return new Op(kind, device, 0);
    }

    /** Kinds of operations. */
    public enum Kind {
        /** A write to a register, whose callback reads it and writes it back. */
        WRITE(true),
        /** A write whose callback makes two accesses to the target: DMA that meets MMIO. */
        DMA(true),
        /** A write whose callback raises an interrupt of the target, a vCPU. */
        RAISE(true),
        /** A request is put into a queue and the doorbell is written. */
        KICK(true),
        /** A write that the hypervisor may keep and pass on later. */
        COALESCE(true),
        /** The device, not there, is plugged. */
        PLUG(false),
        /** The device is unplugged, and freed when nobody uses it any more. */
        UNPLUG(false),
        /** The topology is built anew without a change. */
        REARRANGE(false),
        /** Its queue is handed over to the I/O thread. */
        START(false),
        /** Its queue is taken back from the I/O thread. */
        STOP(false),
        /** A bottom half of the device that accesses the device and then frees itself. */
        BOTTOM_HALF(false),
        /** The one bounce buffer is claimed and given back. */
        CLAIM(false);

        private final boolean access;

        Kind(boolean access) {
            this.access = access;
        }

        /** Whether it is an access by a guest. */
        boolean isAccess() {
            return access;
        }
    }
}
