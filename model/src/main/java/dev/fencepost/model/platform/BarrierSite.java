package dev.fencepost.model.platform;

import dev.fencepost.model.spec.Clause;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The places of the split virtqueue's algorithms where ordering is needed. D sites belong to the driver and V sites to
 * the device; the numbers are Fencepost's own and stable.
 */
public enum BarrierSite {
    /** Publish. */
    D1(
            Side.DRIVER,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.S3,
            "the payload, descriptor and avail ring entry it wrote",
            "the store to avail.idx that publishes them",
            "the device sees the new index and reads a stale head, descriptor or payload"),
    /** Kick or not. */
    D2(
            Side.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to avail.idx",
            "the load of avail_event (or used.flags) that decides whether to kick",
            "the driver sees notifications still off while the device going to sleep sees no new buffer: lost kick"),
    /** Consume. */
    D3(
            Side.DRIVER,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S4,
            "the load of used.idx",
            "the loads of the used element and of the payload",
            "the driver takes a stale id (\"not a head\"), length or payload"),
    /** Ask for the next interrupt while consuming. */
    D4(
            Side.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used_event in get_buf, with callbacks on",
            "the load of used.idx of the next get_buf",
            "the driver finds nothing more and sleeps while the device still sees the old used_event: lost interrupt"),
    /** Enable callbacks. */
    D5(
            Side.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used_event (or avail.flags) that enables callbacks",
            "the load of used.idx that looks once more before sleeping",
            "the driver sleeps on a buffer that the device completed without an interrupt: lost interrupt"),
    /** Enable callbacks, delayed. */
    D6(
            Side.DRIVER,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used_event three quarters ahead (or avail.flags)",
            "the load of used.idx that looks once more before sleeping",
            "the driver sleeps with more than three quarters completed and no interrupt on its way: lost interrupt"),
    /** Take. */
    V1(
            Side.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S3,
            "the load of avail.idx",
            "the loads of the avail ring entry, descriptor and payload",
            "the device takes a stale head, descriptor or payload"),
    /** Complete. */
    V2(
            Side.DEVICE,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.S4,
            "the payload and used element it wrote",
            "the store to used.idx that publishes them",
            "the driver sees the new index and reads a stale id, length or payload"),
    /** Interrupt or not. */
    V3(
            Side.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to used.idx",
            "the load of used_event (or avail.flags) that decides whether to interrupt",
            "the device sees callbacks still off while the driver going to sleep sees nothing used: lost interrupt"),
    /** Enable kicks. */
    V4(
            Side.DEVICE,
            Shape.SB,
            Primitive.MB,
            Clause.S6,
            "the store to avail_event (or used.flags) that enables kicks",
            "the load of avail.idx that looks once more before sleeping",
            "the device sleeps on a buffer that the driver published without a kick: lost kick"),
    /** Take, by a cached index. */
    V5(
            Side.DEVICE,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.S3,
            "the load of avail.idx whose value the device keeps (the look before sleeping)",
            "the loads of the avail ring entries that the kept value covers",
            "the device trusts the kept index, skips V1 with it and takes a stale head"),
    /** Give back. */
    V6(
            Side.DEVICE,
            Shape.LB,
            Primitive.MB,
            Clause.S3,
            "the loads of the payload",
            "the store to used.idx that gives the buffer back",
            "the driver reuses the buffer while the device still reads it");

    private final Side side;
    private final Shape shape;
    private final Primitive needs;
    private final Clause clause;
    private final String earlier;
    private final String later;
    private final String consequence;

    BarrierSite(
            Side side, Shape shape, Primitive needs, Clause clause, String earlier, String later, String consequence) {
        this.side = side;
        this.shape = shape;
        this.needs = needs;
        this.clause = clause;
        this.earlier = earlier;
        this.later = later;
        this.consequence = consequence;
    }

    /** Whose site it is. */
    public Side side() {
        return side;
    }

    /** The litmus shape it is one half of. */
    public Shape shape() {
        return shape;
    }

    /** The weakest fence that is enough everywhere: the mandatory one of its kind. */
    public Primitive needs() {
        return needs;
    }

    /** The clause that breaks without it. */
    public Clause clause() {
        return clause;
    }

    /** The accesses that must come first. */
    public String earlier() {
        return earlier;
    }

    /** The accesses that must come after them. */
    public String later() {
        return later;
    }

    /** What breaks without the ordering. */
    public String consequence() {
        return consequence;
    }

    /** The index that one of the two accesses at this site is to. */
    public String index() {
        return switch (this) {
            case D1, D2, V1, V4, V5 -> "avail.idx";
            case D3, D4, D5, D6, V2, V3, V6 -> "used.idx";
        };
    }

    /** Earlier and later accesses in one phrase. */
    public String orders() {
        return earlier + " before " + later;
    }

    /**
     * Whether {@code primitive} has a meaning here: a release needs a store to annotate, an acquire a load, and a
     * control dependency a branch on the earlier load.
     */
    public boolean accepts(Primitive primitive) {
        if (primitive == Primitive.CTRL_DEP) {
            return shape == Shape.MP_READER;
        }
        return switch (primitive.form()) {
            case NOTHING, FENCE -> true;
            case STORE_THEN_FENCE -> shape == Shape.SB;
            case RELEASE -> shape != Shape.MP_READER;
            case ACQUIRE -> shape != Shape.MP_WRITER;
        };
    }

    /** The site of that name, if there is one. */
    public static Optional<BarrierSite> of(String name) {
        return Arrays.stream(values()).filter(site -> site.name().equals(name)).findFirst();
    }

    /** All names, in the order of declaration. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
