package dev.fencepost.properties.protocol;

import static dev.fencepost.properties.protocol.SideWriter.constant;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.Set;

/** Two walkers, both of one role and so with the same site: each raises a hand, then looks for the other's. */
final class Meeting extends Relay {
    static final Meeting INSTANCE = new Meeting();

    private static final Role WALKER = new Role("walker", Side.DRIVER);

    enum Place implements BarrierSite {
        WM1;

        @Override
        public Ordering ordering() {
            return new Ordering(
                    WALKER,
                    Shape.SB,
                    Primitive.MB,
                    Clause.S6,
                    "the store to its own hand",
                    "the load of the other's hand",
                    "both walk past");
        }
    }

    @Override
    public String name() {
        return "meeting";
    }

    @Override
    public List<Feature> features() {
        return List.of();
    }

    @Override
    public List<BarrierSite> sites() {
        return List.of(Place.values());
    }

    @Override
    public List<BarrierSite> sites(Set<String> features) {
        return sites();
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform platform, int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory);
        SideWriter left = writer.thread("left", WALKER);
        SideWriter right = writer.thread("right", WALKER);
        Expression mine = memory.single("left hand", 0);
        Expression yours = memory.single("right hand", 0);
        walk(left, mine, yours);
        walk(right, yours, mine);
        Claim claim = new Claim(
                Facts.all(Facts.equal(left, "seen", 0), Facts.equal(right, "seen", 0)), Clause.S6, "both walk past");
        return List.of(writer.scenario("meeting", bound, List.of(claim)));
    }

    private static void walk(SideWriter walker, Expression own, Expression other) {
        walker.store(own, constant(1));
        walker.barrier(Place.WM1);
        walker.load("seen", other);
    }
}
