package dev.fencepost.model.vring;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.spec.Clause;

/**
 * The places of the split virtqueue's algorithms where ordering is needed. D sites belong to the driver and V sites to
 * the device; the numbers are Fencepost's own and stable.
 */
public enum SplitRingSite implements BarrierSite {
    /** Publish. */
    D1(
            Role.DRIVER,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.S3,
            "the payload, descriptor and avail ring entry it wrote",
            "the store to avail.idx that publishes them",
            "the device sees the new index and reads a stale head, descriptor or payload"),
    /** Kick or not. */
    D2(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to avail.idx",
            "the load of avail_event (or used.flags) that decides whether to kick",
            "the driver sees notifications still off while the device going to sleep sees no new buffer: lost kick"),
    /** Consume. */
    D3(
            Role.DRIVER,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S4,
            "the load of used.idx",
            "the loads of the used element and of the payload",
            "the driver takes a stale id (\"not a head\"), length or payload"),
    /** Ask for the next interrupt while consuming. */
    D4(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used_event in get_buf, with callbacks on",
            "the load of used.idx of the next get_buf",
            "the driver finds nothing more and sleeps while the device still sees the old used_event: lost interrupt"),
    /** Enable callbacks. */
    D5(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used_event (or avail.flags) that enables callbacks",
            "the load of used.idx that looks once more before sleeping",
            "the driver sleeps on a buffer that the device completed without an interrupt: lost interrupt"),
    /** Enable callbacks, delayed. */
    D6(
            Role.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used_event three quarters ahead (or avail.flags)",
            "the load of used.idx that looks once more before sleeping",
            "the driver sleeps with more than three quarters completed and no interrupt on its way: lost interrupt"),
    /** Take. */
    V1(
            Role.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S3,
            "the load of avail.idx",
            "the loads of the avail ring entry, descriptor and payload",
            "the device takes a stale head, descriptor or payload"),
    /** Complete. */
    V2(
            Role.DEVICE,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.S4,
            "the payload and used element it wrote",
            "the store to used.idx that publishes them",
            "the driver sees the new index and reads a stale id, length or payload"),
    /** Interrupt or not. */
    V3(
            Role.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used.idx",
            "the load of used_event (or avail.flags) that decides whether to interrupt",
            "the device sees callbacks still off while the driver going to sleep sees nothing used: lost interrupt"),
    /** Enable kicks. */
    V4(
            Role.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to avail_event (or used.flags) that enables kicks",
            "the load of avail.idx that looks once more before sleeping",
            "the device sleeps on a buffer that the driver published without a kick: lost kick"),
    /** Take, by a cached index. */
    V5(
            Role.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S3,
            "the load of avail.idx whose value the device keeps (the look before sleeping)",
            "the loads of the avail ring entries that the kept value covers",
            "the device trusts the kept index, skips V1 with it and takes a stale head"),
    /** Give back. */
    V6(
            Role.DEVICE,
            Shape.LB,
            Primitive.MB,
            Clause.S3,
            "the loads of the payload",
            "the store to used.idx that gives the buffer back",
            "the driver reuses the buffer while the device still reads it");

    private final Ordering ordering;

    SplitRingSite(
            Role role, Shape shape, Primitive needs, Clause clause, String earlier, String later, String consequence) {
        ordering = new Ordering(role, shape, needs, clause, earlier, later, consequence);
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    @Override
    public String pivot() {
        return switch (this) {
            case D1, D2, V1, V4, V5 -> "avail.idx";
            case D3, D4, D5, D6, V2, V3, V6 -> "used.idx";
        };
    }
}
