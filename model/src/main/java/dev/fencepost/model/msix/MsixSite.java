package dev.fencepost.model.msix;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.spec.Clause;
import java.util.Set;

/**
 * The places where an MSI-X capability without a lock needs ordering. I sites belong to the device that interrupts, U
 * sites to the software that masks and unmasks, in the hypervisor or device model that emulates its accesses.
 */
public enum MsixSite implements BarrierSite {
    /** About to send. */
    I1(
            MsixSteps.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.M2,
            "the claim of the vector",
            "the load of the function mask",
            "the device sees the function open and software that closes it sees nobody sending: a message after the"
                    + " mask"),
    /** Did not send. */
    I2(
            MsixSteps.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.M3,
            "the pending bit, set because the function was masked",
            "another load of the function mask",
            "the device sees the function still masked and software that opens it sees nothing pending: lost"
                    + " interrupt"),
    /** Send. */
    I3(
            MsixSteps.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.M5,
            "the load of the function mask",
            "the loads of the message",
            "the device sees the function open and sends a stale message"),
    /** Open the function. */
    U1(
            MsixSteps.SOFTWARE,
            Shape.SB,
            Primitive.MB,
            Clause.M3,
            "the store that opens the function",
            "the loads of the vectors' pending bits",
            "software sees nothing pending and the device sees the function still masked: lost interrupt"),
    /** Open a vector or the function: what is said then. */
    U2(
            MsixSteps.SOFTWARE,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.M5,
            "the message it wrote",
            "the mask bit that opens the vector or the function",
            "the device sees it open and sends a stale message"),
    /** Close the function. */
    U3(
            MsixSteps.SOFTWARE,
            Shape.SB,
            Primitive.MB,
            Clause.M2,
            "the store that closes the function",
            "the loads that look whether a vector is being sent",
            "software sees nobody sending and the device sees the function still open: a message after the mask"),
    /** Open a vector: whether the function is. */
    U4(
            MsixSteps.SOFTWARE,
            Shape.SB,
            Primitive.MB,
            Clause.M3,
            "the mask bit that opens a pending vector",
            "the load of the function mask",
            "one CPU sees the function still masked while another that opens it sees the vector still masked: lost"
                    + " interrupt");

    private final Ordering ordering;

    MsixSite(Role role, Shape shape, Primitive needs, Clause clause, String earlier, String later, String consequence) {
        ordering = new Ordering(role, shape, needs, clause, earlier, later, consequence);
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    /** Who gives a vector back releases it, and who looks whether it is being sent acquires. */
    @Override
    public Set<Primitive.Form> inherent() {
        return switch (this) {
            case I2 -> Set.of(Primitive.Form.RELEASE);
            case U3 -> Set.of(Primitive.Form.ACQUIRE);
            default -> Set.of();
        };
    }

    @Override
    public String pivot() {
        return this == U2 ? "state" : "function";
    }
}
