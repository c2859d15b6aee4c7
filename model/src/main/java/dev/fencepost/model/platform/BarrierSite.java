package dev.fencepost.model.platform;

import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A named place of a protocol's algorithms where ordering is needed: the accesses before it must come before those
 * after it. Each protocol has an enum of them. A name is unique among all protocols, and stable.
 */
public interface BarrierSite {
    /** Letters and digits, such as {@code D1}. */
    String name();

    /** What is said of it. */
    Ordering ordering();

    /** Whose code it stands in. */
    default Role role() {
        return ordering().role();
    }

    /** The litmus shape it is one half of. */
    default Shape shape() {
        return ordering().shape();
    }

    /** The weakest fence that is enough everywhere: the mandatory one of its kind. */
    default Primitive needs() {
        return ordering().needs();
    }

    /** The clause that breaks without it. */
    default Rule clause() {
        return ordering().clause();
    }

    /** The accesses that must come first. */
    default String earlier() {
        return ordering().earlier();
    }

    /** The accesses that must come after them. */
    default String later() {
        return ordering().later();
    }

    /** What breaks without the ordering. */
    default String consequence() {
        return ordering().consequence();
    }

    /**
     * The name of the location that one of the two accesses at this site is to, and that the peer synchronises by, such
     * as {@code avail.idx}; empty where no single one stands out. Counterexamples prefer to tell the race around it.
     */
    default String pivot() {
        return "";
    }

    /** What else a reader has to know, in sentences: where the algorithm differs from a well-known one; or nothing. */
    default String remark() {
        return "";
    }

    /** Which party of a platform it belongs to. */
    default Side side() {
        return role().party();
    }

    /** Earlier and later accesses in one phrase. */
    default String orders() {
        return earlier() + " before " + later();
    }

    /** The annotations that the algorithm has at this site's accesses whatever the plan is. */
    default Set<Primitive.Form> inherent() {
        return Set.of();
    }

    /**
     * Whether {@code primitive} has a meaning here: a release needs a store to annotate, an acquire a load, a control
     * dependency a branch on the earlier load, and a read-back writes that are posted to a device. Where the algorithm
     * has an annotation anyway, the same again is none.
     */
    default boolean accepts(Primitive primitive) {
        if (inherent().contains(primitive.form())) {
            return false;
        }
        if (primitive == Primitive.READL) {
            return needs() == Primitive.READL;
        }
        if (primitive == Primitive.CTRL_DEP) {
            return shape() == Shape.MP_READER;
        }
        return switch (primitive.form()) {
            case NOTHING, FENCE -> true;
            case REFUSED -> false;
            case STORE_THEN_FENCE -> shape() == Shape.SB;
            case RELEASE -> shape() != Shape.MP_READER;
            case ACQUIRE -> shape() != Shape.MP_WRITER;
        };
    }

    /** Why these cannot stand here together, as a sentence; empty if they can. */
    default Optional<String> objection(List<Primitive> primitives) {
        return primitives.stream()
                .filter(primitive -> !accepts(primitive))
                .findFirst()
                .map(primitive -> primitive.spelling()
                        + (inherent().contains(primitive.form())
                                ? " changes nothing at " + name() + ", where the algorithm has that annotation anyway"
                                : " has no meaning at " + name() + ", which orders " + orders()))
                .or(() -> Placement.objection(primitives));
    }
}
