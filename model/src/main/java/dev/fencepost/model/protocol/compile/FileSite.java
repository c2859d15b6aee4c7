package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.spec.Rule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A barrier site of a protocol file: a label. Two with one name in one file are the same site. What a file does not say
 * of it is derived from the accesses that are next to it.
 */
public final class FileSite implements BarrierSite {
    private final String name;
    private Role role;
    private final Primitive stands;
    private final SiteNote note;
    private final String remark;
    private final Rule rule;
    private final Set<String> before = new LinkedHashSet<>();
    private final Set<String> after = new LinkedHashSet<>();
    private boolean storesBefore;
    private boolean storesAfter;
    private boolean isPassed;
    private boolean takesRelease;
    private boolean takesAcquire;
    private Set<Primitive.Form> inherent = Set.of();
    private Ordering ordering;

    /**
     * With what the file says of it beside the code, or null; then {@code rule} is what breaks without it. The role is
     * null where the code is for all sides: then it is that of the first to come by.
     */
    public FileSite(String name, Role role, Primitive stands, SiteNote note, String remark, Rule rule) {
        this.name = Objects.requireNonNull(name);
        this.role = role;
        this.stands = Objects.requireNonNull(stands);
        this.note = note;
        this.remark = remark;
        this.rule = rule;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String remark() {
        return remark;
    }

    /** What the file has there. */
    public Primitive stands() {
        return stands;
    }

    /** Notes who comes by. */
    void passedBy(Role who) {
        isPassed = true;
        if (role == null) {
            role = who;
        }
    }

    /** Whether some way that was compiled passes it. */
    boolean isPassed() {
        return isPassed;
    }

    /** Whether the file says that it orders loads before what follows. */
    boolean ordersLoads() {
        return note != null && !note.shape().earlierStores();
    }

    /** Notes what is next to it. */
    void sees(Collection<Item.Access> earlier, Item.Access later) {
        if (ordering != null) {
            return;
        }
        for (Item.Access access : earlier) {
            before.add(access.location());
            storesBefore |= access.stores();
        }
        if (later != null) {
            after.add(later.location());
            storesAfter |= later.stores();
        }
    }

    /** All its neighbours are known, and which annotations they take. */
    public void settle(Annotations annotations) {
        inherent = annotations.inherent(this);
        takesRelease = annotations.isTaken(this, Primitive.Form.RELEASE);
        takesAcquire = annotations.isTaken(this, Primitive.Form.ACQUIRE);
        if (role == null) {
            role = Role.DRIVER;
        }
        Shape shape = note != null ? note.shape() : derivedShape();
        ordering = note != null
                ? new Ordering(role, shape, needs(shape), note.rule(), note.earlier(), note.later(), note.consequence())
                : new Ordering(
                        role,
                        shape,
                        needs(shape),
                        rule,
                        phrase(shape.earlierStores(), before),
                        phrase(shape.laterStores(), after),
                        "the other side sees the second without the first");
    }

    private Shape derivedShape() {
        if (storesBefore) {
            return storesAfter ? Shape.MP_WRITER : Shape.SB;
        }
        return storesAfter ? Shape.LB : Shape.MP_READER;
    }

    private static String phrase(boolean store, Set<String> locations) {
        String what = store ? "the store to " : "the load of ";
        return locations.isEmpty() ? store ? "a store" : "a load" : what + String.join(" or ", locations);
    }

    /** The mandatory barrier that is enough everywhere: of the kind that the file has, or else of its shape. */
    private Primitive needs(Shape shape) {
        if (stands.form() == Primitive.Form.FENCE && stands.kind().isPresent()) {
            switch (stands.kind().get()) {
                case FULL, ACQUIRE_RELEASE, ANY_STORE -> {
                    return Primitive.MB;
                }
                case STORE_STORE -> {
                    return Primitive.WMB;
                }
                case LOAD_LOAD -> {
                    return Primitive.RMB;
                }
                case READ_BACK -> {
                    return Primitive.READL;
                }
                default -> {
                    // The shape decides.
                }
            }
        }
        return switch (shape) {
            case MP_WRITER -> stands.form() == Primitive.Form.RELEASE ? Primitive.MB : Primitive.WMB;
            case MP_READER -> stands.form() == Primitive.Form.ACQUIRE ? Primitive.MB : Primitive.RMB;
            case SB, LB -> Primitive.MB;
        };
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    @Override
    public String pivot() {
        return note == null ? "" : note.pivot();
    }

    @Override
    public Set<Primitive.Form> inherent() {
        return Collections.unmodifiableSet(inherent);
    }

    /**
     * An annotation needs an access next to the site that it can go to, and that has none such whatever the plan is.
     * Where the file says what the site orders, it must be one of the two: a release at a read barrier is the
     * annotation of some other store, and keeps no load behind a load.
     */
    @Override
    public boolean accepts(Primitive primitive) {
        if (note != null && !BarrierSite.super.accepts(primitive)) {
            return false;
        }
        return switch (primitive.form()) {
            case RELEASE -> takesRelease;
            case ACQUIRE -> takesAcquire;
            default -> BarrierSite.super.accepts(primitive);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
