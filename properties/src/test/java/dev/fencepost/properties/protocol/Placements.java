package dev.fencepost.properties.protocol;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.protocol.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everything that can stand at a site. */
public final class Placements {
    private Placements() {}

    /** Every primitive that has a meaning there, and every pair of a release and an acquire. */
    public static List<Placement> at(BarrierSite site) {
        return allowed(primitives -> site.objection(primitives).isEmpty());
    }

    /** The same with the features of {@code variant}. */
    static List<Placement> at(Variant variant, BarrierSite site) {
        return allowed(primitives -> variant.objection(site, primitives).isEmpty());
    }

    private static List<Placement> allowed(Predicate<List<Primitive>> isAllowed) {
        List<Placement> placements = new ArrayList<>();
        for (Primitive primitive : Primitive.values()) {
            if (isAllowed.test(List.of(primitive))) {
                placements.add(Placement.of(primitive));
            }
        }
        for (Primitive one : Primitive.values()) {
            for (Primitive other : Primitive.values()) {
                boolean pair = one.form() == Primitive.Form.RELEASE && other.form() == Primitive.Form.ACQUIRE;
                if (pair && isAllowed.test(List.of(one, other))) {
                    placements.add(Placement.pair(one, other));
                }
            }
        }
        return placements;
    }
}
