package dev.fencepost.model.grant.persistent;

import dev.fencepost.model.cost.CostModel;
import dev.fencepost.model.cost.Curve;
import dev.fencepost.model.cost.Curve.Point;
import dev.fencepost.model.cost.Origin;
import dev.fencepost.model.cost.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What one backend domain can do for many guests, with mappings for each request and with mappings that persist. A TLB
 * flush interrupts every virtual processor of the backend domain, one flush at a time; so the time of a request that
 * ends with one has a part that grows with the guests. How many flushes there are is counted by {@link Count}.
 *
 * <p>Fitted to two published points: past saturation, with 24 virtual processors, the time of an I/O is 0.58 + 0.19 G
 * microseconds for G guests. The part that grows is taken to be proportional to the processors that are interrupted.
 */
public final class Cost {
    private static final int PUBLISHED_VCPUS = 24;
    private static final Point AT_5 = new Point(5, 650);
    private static final Point AT_10 = new Point(10, 400);
    /** NetBSD, 15 guests: without and with persistence. */
    private static final Point NETBSD_BEFORE = new Point(15, 337);

    private static final Point NETBSD_AFTER = new Point(15, 686);

    /** Time of an I/O that grows with each guest, in microseconds, with as many processors as were published. */
    private static final double GROWING = (1000 / AT_10.y() - 1000 / AT_5.y()) / (AT_10.x() - AT_5.x());

    /** Time of an I/O without what grows, in microseconds. */
    private static final double FIXED = 1000 / AT_5.y() - GROWING * AT_5.x();

    private static final Count ONE_SHOT = Count.oneShot();
    private static final Count PERSISTENT = Count.persistent();

    private Cost() {}

    /** Time of an I/O that does not depend on guests, in microseconds. */
    public static double fixedMicroseconds() {
        return FIXED;
    }

    /** Time of an I/O that one guest, one flush and one interrupted processor add, in microseconds. */
    public static double microsecondsPerGuestAndProcessor() {
        return GROWING / ONE_SHOT.flushes() / (PUBLISHED_VCPUS - 1);
    }

    /** Thousand I/Os a second with a mapping for each request, past saturation. */
    public static double oneShot(int guests, int vcpus) {
        return thousands(ONE_SHOT, guests, vcpus);
    }

    /** The same with mappings that persist. */
    public static double persistent(int guests, int vcpus) {
        return thousands(PERSISTENT, guests, vcpus);
    }

    private static double thousands(Count count, int guests, int vcpus) {
        return 1000 / (FIXED + microsecondsPerGuestAndProcessor() * (vcpus - 1) * guests * count.flushes());
    }

    /**
     * The model for that many guests.
     *
     * @param from guests on the left, at least 1
     * @param to guests on the right, at least {@code from}
     * @param vcpus of the backend domain, at least 1
     */
    public static CostModel of(int from, int to, int vcpus) {
        List<Curve> curves = new ArrayList<>(List.of(
                curve("persistent: no flush at all", 'p', from, to, guests -> persistent(guests, vcpus)),
                curve("one-shot", 'o', from, to, guests -> oneShot(guests, vcpus))));
        if (vcpus == PUBLISHED_VCPUS) {
            add(curves, "published, one-shot: 650 k at 5 guests, 400 k at 10", '#', from, to, AT_5, AT_10);
        }
        add(curves, "published, NetBSD, one-shot", 'n', from, to, NETBSD_BEFORE);
        add(curves, "published, NetBSD, persistent", 'N', from, to, NETBSD_AFTER);
        return new CostModel(
                "I/O through one backend domain with " + vcpus + " virtual processors",
                "guests",
                "thousand I/Os a second",
                List.of(
                        "What was measured was counted on the model, not in a hypervisor and not in seconds: a request"
                                + " of " + ONE_SHOT.segments() + " segments in steady traffic.",
                        "The backend is saturated: below that, one guest more adds I/O instead of taking some away.",
                        "A one-shot request unmaps in one batch, and a flush interrupts all other processors of the"
                                + " backend domain, one flush at a time: its time is proportional to them.",
                        "Each guest adds the same to the time of an I/O; there is no curve but this line in the two"
                                + " published points.",
                        "A persistent request costs what is left without flushes. That is a bound from above: copying"
                                + " is not in the model, and nobody published the fixed part alone.",
                        "NetBSD's figures are from another system and are only drawn; nothing is fitted to them."),
                quantities(from, to, vcpus),
                curves);
    }

    private static List<Quantity> quantities(int from, int to, int vcpus) {
        String post = "Xen, persistent grants, 2012: 24 virtual processors";
        String netbsd = "NetBSD, 15 guests";
        List<Quantity> all = new ArrayList<>(List.of(
                new Quantity("guests, from", from, "", Origin.GIVEN, "--guests"),
                new Quantity("guests, to", to, "", Origin.GIVEN, "--guests"),
                new Quantity("virtual processors", vcpus, "", Origin.GIVEN, "--vcpus")));
        count(all, "one-shot", ONE_SHOT);
        count(all, "persistent", PERSISTENT);
        all.addAll(List.of(
                new Quantity("one-shot, 5 guests", AT_5.y(), "k/s", Origin.PUBLISHED, post),
                new Quantity("one-shot, 10 guests", AT_10.y(), "k/s", Origin.PUBLISHED, post),
                new Quantity("one-shot, 15 guests", NETBSD_BEFORE.y(), "k/s", Origin.PUBLISHED, netbsd),
                new Quantity("persistent, 15 guests", NETBSD_AFTER.y(), "k/s", Origin.PUBLISHED, netbsd),
                new Quantity("fixed time of an I/O", FIXED, "us", Origin.FITTED, "the two points of 2012"),
                new Quantity("growing time, each guest", GROWING, "us", Origin.FITTED, "the two points of 2012"),
                new Quantity(
                        "the same, each processor",
                        1000 * microsecondsPerGuestAndProcessor(),
                        "ns",
                        Origin.FITTED,
                        "the above, by 23 interrupted processors")));
        return all;
    }

    private static void count(List<Quantity> all, String how, Count count) {
        String source = "a request, on the model";
        all.add(new Quantity("pages mapped, " + how, count.maps(), "", Origin.MEASURED, source));
        all.add(new Quantity("pages unmapped, " + how, count.unmaps(), "", Origin.MEASURED, source));
        all.add(new Quantity("flushes, " + how, count.flushes(), "", Origin.MEASURED, source));
    }

    private static Curve curve(String name, char mark, int from, int to, IntToDoubleFunction y) {
        List<Point> points = new ArrayList<>();
        for (int guests = from; guests <= to; guests++) {
            points.add(new Point(guests, y.applyAsDouble(guests)));
        }
        return new Curve(name, mark, Origin.FITTED, points);
    }

    private static void add(List<Curve> curves, String name, char mark, int from, int to, Point... points) {
        List<Point> shown = new ArrayList<>();
        for (Point point : points) {
            if (point.x() >= from && point.x() <= to) {
                shown.add(point);
            }
        }
        if (!shown.isEmpty()) {
            curves.add(new Curve(name, mark, Origin.PUBLISHED, shown));
        }
    }
}
