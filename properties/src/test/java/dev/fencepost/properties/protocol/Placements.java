package dev.fencepost.properties.protocol;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import java.util.ArrayList;
import java.util.List;

/** Everything that can stand at a site. */
public final class Placements {
    private Placements() {}

    /** Every primitive that has a meaning there, and every pair of a release and an acquire. */
    public static List<Placement> at(BarrierSite site) {
        List<Placement> placements = new ArrayList<>();
        for (Primitive primitive : Primitive.values()) {
            if (site.accepts(primitive)) {
                placements.add(Placement.of(primitive));
            }
        }
        for (Primitive one : Primitive.values()) {
            for (Primitive other : Primitive.values()) {
                boolean pair = one.form() == Primitive.Form.RELEASE && other.form() == Primitive.Form.ACQUIRE;
                if (pair && site.objection(List.of(one, other)).isEmpty()) {
                    placements.add(Placement.pair(one, other));
                }
            }
        }
        return placements;
    }
}
