package dev.fencepost.properties.qemu.msix;

import static dev.fencepost.model.spec.Clause.M1;
import static dev.fencepost.model.spec.Clause.M4;
import static dev.fencepost.model.spec.Clause.M6;
import static dev.fencepost.model.spec.Clause.M9;

import dev.fencepost.model.spec.Clause;

/**
 * Where QEMU's function is another than the capability alone, and both may be what they are. Each comes with a sequence
 * that shows it: with all policies both sides agree on it, without this one they do not.
 */
enum MsixPolicy {
    /**
     * QEMU's memory core cuts an access into naturally aligned pieces of at most 4 bytes and lets the device judge each
     * by itself; ours are refused whole. Software must not make such accesses (PCI 3.0, 6.8.2), so the specification is
     * on neither side.
     */
    PIECES(M6, "r10.8.0"),
    /**
     * What is refused reads as 0 in QEMU and as all ones on a bus, in Xen, and in ours by default. Undefined in the
     * specification.
     */
    REFUSED_READS_ZERO(M6, "r12.2.0"),
    /** Likewise where nothing answers, because memory decode is off. Here a bus is on the side of all ones. */
    NOTHING_READS_ZERO(M9, "d0.0.0r12.4.0"),
    /**
     * While MSI-X is disabled QEMU's virtio devices interrupt by INTx and leave the capability alone; ours keep such an
     * event pending, which is what QEMU's {@code msix_notify} would do. The specification has the function use INTx
     * then.
     */
    DISABLED_MEANS_INTX(M1, "u0.0.0e0.0.0"),
    /**
     * A reset of the function takes their vectors from the queues (VIRTIO 1.3, 4.1.5.1.2): they are the device's part,
     * and the capability alone knows nothing of it.
     */
    RESET_RELEASES(M4, "u0.0.0z0.0.0c2.3.0e0.0.0");

    private final Clause clause;
    private final String shownBy;

    MsixPolicy(Clause clause, String shownBy) {
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
