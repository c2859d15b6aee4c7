package dev.fencepost.properties.qemu.msix;

import static dev.fencepost.model.spec.Clause.M5;
import static dev.fencepost.model.spec.Clause.M6;
import static dev.fencepost.model.spec.Clause.M8;

import dev.fencepost.model.spec.Clause;

/**
 * What shows a guest that a hypervisor answers for its table: only what software must not do, so that neither side is
 * wrong.
 */
enum MsixShadowPolicy {
    /**
     * A message that is changed while its vector is open: hardware keeps the old one until the vector is unmasked next,
     * QEMU's device takes it at once. Undefined in the specification.
     */
    LATCHED_UNTIL_UNMASKED(M5, "u0.0.0w0.8.100000000w8.8.11c2.2.0w8.4.22e0.0.0"),
    /** Of vector control the shadow knows the mask bit; the others are reserved, and QEMU's device keeps them. */
    CONTROL_IS_THE_MASK_BIT(M8, "w12.4.0c2.2.0w12.4.1w8.4.5w12.4.FFFFFFFE"),
    /** A misaligned write is dropped, as Xen does; QEMU cuts it into pieces, and takes those that are aligned. */
    MISALIGNED_IS_DROPPED(M6, "w4.8.100000001");

    private final Clause clause;
    private final String shownBy;

    MsixShadowPolicy(Clause clause, String shownBy) {
        this.clause = clause;
        this.shownBy = shownBy;
    }

    /** What it is about. */
    Clause clause() {
        return clause;
    }

    /** A sequence on which it shows, as {@link MsixStep#text} writes it. */
    String shownBy() {
        return shownBy;
    }
}
