package dev.fencepost.model.vring;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.spec.Clause;

/**
 * The places of the packed virtqueue's algorithms where ordering is needed. PD sites belong to the driver and PV sites
 * to the device; the numbers are Fencepost's own and stable.
 */
public enum PackedRingSite implements BarrierSite {
    /** Publish. */
    PD1(
            Role.DRIVER,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.P3,
            "the payload and the list it wrote, but for the head's flags",
            "the store to the head's flags that makes the list available",
            "the device sees the head available and reads a stale descriptor, id or payload, or a list in part"),
    /** Kick or not. */
    PD2(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to the head's flags",
            "the load of the device's event structure that decides whether to kick",
            "the driver sees kicks still off while the device going to sleep sees nothing available: lost kick"),
    /** Consume. */
    PD3(
            Role.DRIVER,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S4,
            "the load of the used descriptor's flags",
            "the loads of its id and length and of the payload",
            "the driver takes a stale id, length or payload"),
    /** Ask for the next interrupt while consuming. */
    PD4(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to its event position in get_buf, with callbacks on",
            "the load of the next used descriptor's flags in the next get_buf",
            "the driver finds nothing more and sleeps while the device still sees the old position: lost interrupt"),
    /** Ask by position. */
    PD5(
            Role.DRIVER,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.P5,
            "the store to its event position",
            "the store to its event flags that makes the position count",
            "the device sees that a position is asked for and compares with one that was asked for before"),
    /** Enable callbacks, delayed or not. */
    PD6(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to its event structure that enables callbacks",
            "the load of the next used descriptor's flags that looks once more before sleeping",
            "the driver sleeps on a buffer that the device completed without an interrupt: lost interrupt"),
    /** Take. */
    PV1(
            Role.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S3,
            "the load of the head's flags",
            "the loads of the rest of the list and of the payload",
            "the device takes a stale descriptor, id or payload, or a list in part"),
    /** Complete. */
    PV2(
            Role.DEVICE,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.S4,
            "the payload, length and id it wrote",
            "the store to the used descriptor's flags, of the first of a batch last",
            "the driver sees the descriptor used and reads a stale id, length or payload"),
    /** Interrupt or not. */
    PV3(
            Role.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to the used descriptor's flags",
            "the load of the driver's event structure that decides whether to interrupt",
            "the device sees callbacks still off while the driver going to sleep sees nothing used: lost interrupt"),
    /** Enable kicks. */
    PV4(
            Role.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to its event structure that enables kicks",
            "the load of the next available descriptor's flags that looks once more before sleeping",
            "the device sleeps on a buffer that the driver made available without a kick: lost kick"),
    /** Decide by position. */
    PV5(
            Role.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.P5,
            "the load of the driver's event flags",
            "the load of the driver's event position",
            "the device sees that a position is asked for and compares with one that was asked for before"),
    /** Give back. */
    PV6(
            Role.DEVICE,
            Shape.LB,
            Primitive.MB,
            Clause.S3,
            "the loads of the payload",
            "the store to the used descriptor's flags that gives the buffer back",
            "the driver reuses the buffer while the device still reads it");

    private final Ordering ordering;

    PackedRingSite(
            Role role, Shape shape, Primitive needs, Clause clause, String earlier, String later, String consequence) {
        ordering = new Ordering(role, shape, needs, clause, earlier, later, consequence);
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    @Override
    public String remark() {
        return this == PD5 || this == PV5
                ? "Needed for the comparison (P5), and not against a lost wakeup: flags that are read with an older"
                        + " position lead to a decision about what was asked for before, and the last look before"
                        + " sleeping (PD6) finds what was used meanwhile."
                : "";
    }
}
