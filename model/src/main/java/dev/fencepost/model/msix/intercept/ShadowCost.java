package dev.fencepost.model.msix.intercept;

import dev.fencepost.model.cost.CostModel;
import dev.fencepost.model.cost.Curve;
import dev.fencepost.model.cost.Curve.Point;
import dev.fencepost.model.cost.Origin;
import dev.fencepost.model.cost.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * What the table accesses of many Linux guests cost the domain that runs their device models, in each design of the
 * hypervisor. How many reach a device model is counted by {@link LinuxFlow}; what one costs is fitted to two published
 * figures, 140 % of a processor without a shadow and 60 % with one, both at 24 guests (xen-devel, 2010).
 */
public final class ShadowCost {
    private static final Point WITHOUT_SHADOW = new Point(24, 140);
    private static final Point WITH_SHADOW = new Point(24, 60);

    private final Count.Counter counter;
    private final double percentPerAccess;
    private final double percentBesides;

    /**
     * Fits to the counts.
     *
     * @param counter of accesses that reach the device model
     * @throws IllegalArgumentException if, by these counts, the shadow of 2010 saved nothing: then nothing can be
     *     fitted
     */
    public ShadowCost(Count.Counter counter) {
        this.counter = counter;
        double without = counter.count(Design.MASKS).all();
        double with = counter.count(Design.SHADOW_2010).all();
        if (without <= with) {
            throw new IllegalArgumentException(
                    "the shadow saves nothing: " + without + " accesses without it, " + with + " with it");
        }
        percentPerAccess = (WITHOUT_SHADOW.y() - WITH_SHADOW.y()) / WITHOUT_SHADOW.x() / (without - with);
        percentBesides = WITH_SHADOW.y() / WITH_SHADOW.x() - percentPerAccess * with;
    }

    /** Percent of a processor that one guest adds by one access for each interrupt that finds its handler running. */
    public double percentPerAccess() {
        return percentPerAccess;
    }

    /** Percent of a processor that one guest adds besides. */
    public double percentBesides() {
        return percentBesides;
    }

    /** Percent of a processor that so many guests cost in that design. */
    public double percent(Design design, int guests) {
        return guests
                * (percentBesides + percentPerAccess * counter.count(design).all());
    }

    /**
     * The model for that many guests.
     *
     * @param from guests on the left, at least 1
     * @param to guests on the right, at least {@code from}
     */
    public CostModel of(int from, int to) {
        List<Curve> curves = new ArrayList<>(List.of(
                curve("no interception: three accesses", 'n', Design.NONE, from, to),
                curve("today's shadow: the flushing read answered, writes pass", 't', Design.SHADOW_TODAY, from, to),
                curve("mask writes answered, reads pass (before 2010)", 'r', Design.MASKS, from, to),
                curve("shadow of 2010: reads answered too", 's', Design.SHADOW_2010, from, to)));
        if (from <= WITH_SHADOW.x() && WITH_SHADOW.x() <= to) {
            curves.add(new Curve(
                    "published: 140 % without the shadow, 60 % with it",
                    '#', Origin.PUBLISHED, List.of(WITHOUT_SHADOW, WITH_SHADOW)));
        }
        return new CostModel(
                "MSI-X table accesses of Linux guests that reach their device models",
                "guests",
                "percent of a processor, dom0",
                List.of(
                        "What was measured was counted on the model, not in a hypervisor: for each interrupt that"
                                + " finds its handler running. One that finds it idle touches no table.",
                        "Each guest adds the same: that it grows with the guests was published, in words; that it is"
                                + " a straight line through zero was not.",
                        "Guests, interrupts and the share of interrupts that find their handler running are those of"
                                + " the published run in every design; nobody published the rates.",
                        "A write that reaches the device model costs as much as a read. Curves n and t rest on that,"
                                + " and no published figure is near them.",
                        "What is left with the shadow of 2010 has nothing to do with the table."),
                quantities(from, to),
                curves);
    }

    private List<Quantity> quantities(int from, int to) {
        String post = "xen-devel 2010, 24 guests, iperf on 10 Gb";
        List<Quantity> all = new ArrayList<>(List.of(
                new Quantity("guests, from", from, "", Origin.GIVEN, "--guests"),
                new Quantity("guests, to", to, "", Origin.GIVEN, "--guests")));
        for (Design design : Design.values()) {
            Count count = counter.count(design);
            String source = "an interrupt, on the model";
            all.add(new Quantity("reads, " + name(design), count.reads(), "", Origin.MEASURED, source));
            all.add(new Quantity("writes, " + name(design), count.writes(), "", Origin.MEASURED, source));
        }
        all.add(new Quantity("dom0 without the shadow", WITHOUT_SHADOW.y(), "%", Origin.PUBLISHED, post));
        all.add(new Quantity("dom0 with the shadow", WITH_SHADOW.y(), "%", Origin.PUBLISHED, post));
        all.add(new Quantity("an access, each guest", percentPerAccess, "%", Origin.FITTED, "the two figures of 2010"));
        all.add(new Quantity("besides, each guest", percentBesides, "%", Origin.FITTED, "the two figures of 2010"));
        all.add(new Quantity("a write, in reads", 1, "", Origin.ASSUMED, "nobody published it"));
        return all;
    }

    private static String name(Design design) {
        return switch (design) {
            case NONE -> "no interception";
            case MASKS -> "before 2010";
            case SHADOW_2010 -> "shadow of 2010";
            case SHADOW_TODAY -> "today's shadow";
        };
    }

    private Curve curve(String name, char mark, Design design, int from, int to) {
        List<Point> points = new ArrayList<>();
        for (int guests = from; guests <= to; guests++) {
            points.add(new Point(guests, percent(design, guests)));
        }
        return new Curve(name, mark, Origin.FITTED, points);
    }
}
