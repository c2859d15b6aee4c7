package dev.fencepost.properties.protocol;

import static dev.fencepost.properties.protocol.SideWriter.constant;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A protocol that nobody wrote: driver and device each make two or three accesses to three locations of any kind, with
 * a site between any two. What must not happen is an outcome that the mandatory barriers exclude and nothing does not.
 */
final class RandomProtocol implements Protocol {
    private static final List<Role> ROLES = List.of(Role.DRIVER, Role.DEVICE);
    private static final int LOCATIONS = 3;

    private final Platform platform;
    private final List<LocationKind> kinds;
    private final List<List<Access>> sides;
    private final List<List<BarrierSite>> places = new ArrayList<>();
    private List<Long> bad = List.of();

    /** An access to a location, of a store with the value that only it writes. */
    record Access(boolean store, int location, int value) {}

    /** A site of its own. */
    record Place(String name, Ordering ordering) implements BarrierSite {}

    private RandomProtocol(Platform platform, List<LocationKind> kinds, List<List<Access>> sides) {
        this.platform = platform;
        this.kinds = kinds;
        this.sides = sides;
        for (int side = 0; side < sides.size(); side++) {
            List<BarrierSite> between = new ArrayList<>();
            for (int i = 1; i < sides.get(side).size(); i++) {
                String name = (side == 0 ? "RD" : "RV") + i;
                between.add(new Place(name, ordering(ROLES.get(side), sides.get(side), i)));
            }
            places.add(between);
        }
    }

    /** The next one of which something can be said on that platform. */
    static RandomProtocol next(Random random, Platform platform, int accesses) {
        while (true) {
            List<LocationKind> kinds = new ArrayList<>();
            for (int i = 0; i < LOCATIONS; i++) {
                kinds.add(LocationKind.values()[random.nextInt(LocationKind.values().length)]);
            }
            List<List<Access>> sides = new ArrayList<>();
            for (int side = 0; side < 2; side++) {
                List<Access> made = new ArrayList<>();
                for (int i = 0; i < accesses; i++) {
                    made.add(new Access(random.nextBoolean(), random.nextInt(LOCATIONS), 3 * side + i + 1));
                }
                sides.add(made);
            }
            RandomProtocol protocol = new RandomProtocol(platform, kinds, sides);
            Optional<List<Long>> bad = protocol.excluded(random);
            if (bad.isPresent()) {
                protocol.bad = bad.get();
                return protocol;
            }
        }
    }

    private Ordering ordering(Role role, List<Access> accesses, int later) {
        boolean earlierStores = accesses.get(later - 1).store();
        boolean laterStores = accesses.get(later).store();
        boolean posted = earlierStores && kinds.get(accesses.get(later - 1).location()) == LocationKind.MMIO;
        Shape shape =
                earlierStores ? laterStores ? Shape.MP_WRITER : Shape.SB : laterStores ? Shape.LB : Shape.MP_READER;
        Primitive needs = switch (shape) {
            case MP_WRITER -> posted ? Primitive.READL : Primitive.WMB;
            case MP_READER -> Primitive.RMB;
            case SB, LB -> Primitive.MB;
        };
        return new Ordering(role, shape, needs, Clause.S3, "access " + later, "access " + (later + 1), "anything");
    }

    /** An outcome that the mandatory barriers exclude and nothing at all does not. */
    private Optional<List<Long>> excluded(Random random) {
        BarrierPlan nothing = BarrierPlan.mandatory();
        for (BarrierSite site : sites()) {
            nothing = nothing.without(site);
        }
        List<List<Long>> only = new ArrayList<>(outcomes(nothing));
        only.removeAll(outcomes(BarrierPlan.mandatory()));
        return only.isEmpty() ? Optional.empty() : Optional.of(only.get(random.nextInt(only.size())));
    }

    private Set<List<Long>> outcomes(BarrierPlan plan) {
        Draft draft = draft(plan, platform);
        Scenario scenario = draft.scenario(List.of());
        Set<List<Long>> outcomes = new LinkedHashSet<>();
        new ExecutionExplorer(scenario.program(), platform.memoryModel(scenario.sides())).explore(execution -> {
            outcomes.add(draft.seen.stream()
                    .map(term -> execution.value(term.observable()))
                    .toList());
            return true;
        });
        return outcomes;
    }

    /** Everything that can be told in the end. */
    private record Draft(ScenarioWriter writer, List<Condition.Term.Of> seen) {
        Scenario scenario(List<Claim> claims) {
            return writer.scenario("random", 1, claims);
        }
    }

    private Draft draft(BarrierPlan plan, Platform row) {
        Locations memory = new Locations();
        List<Expression> locations = new ArrayList<>();
        for (int i = 0; i < LOCATIONS; i++) {
            locations.add(memory.single("location " + i, 0, kinds.get(i)));
        }
        Draft draft = new Draft(new ScenarioWriter(plan, row, memory), new ArrayList<>());
        for (int side = 0; side < sides.size(); side++) {
            write(draft, draft.writer().thread(ROLES.get(side)), side, locations);
        }
        locations.forEach(location -> draft.seen().add(new Condition.Term.Of(Locations.at(location))));
        return draft;
    }

    private void write(Draft draft, SideWriter thread, int side, List<Expression> locations) {
        List<Access> accesses = sides.get(side);
        for (int i = 0; i < accesses.size(); i++) {
            Access access = accesses.get(i);
            List<BarrierSite> around = new ArrayList<>();
            if (i > 0) {
                thread.barrier(places.get(side).get(i - 1));
                around.add(places.get(side).get(i - 1));
            }
            if (i + 1 < accesses.size()) {
                around.add(places.get(side).get(i));
            }
            BarrierSite[] at = around.toArray(BarrierSite[]::new);
            if (access.store()) {
                thread.store(locations.get(access.location()), constant(access.value()), at);
            } else {
                thread.load("r" + i, locations.get(access.location()), at);
                draft.seen().add(new Condition.Term.Of(Facts.register(thread, "r" + i)));
            }
        }
    }

    @Override
    public List<Scenario> scenarios(Set<String> features, BarrierPlan plan, Platform row, int bound) {
        Draft draft = draft(plan, row);
        List<Condition> all = new ArrayList<>();
        for (int i = 0; i < bad.size(); i++) {
            all.add(Condition.equal(draft.seen().get(i).observable(), bad.get(i)));
        }
        return List.of(
                draft.scenario(List.of(new Claim(new Condition.All(all), Clause.S3, "what nobody wants happens"))));
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String title() {
        return "random protocol";
    }

    @Override
    public Unit unit() {
        return new Unit("round", "rounds");
    }

    @Override
    public int largestBound() {
        return 1;
    }

    @Override
    public Set<String> platforms() {
        return Set.of(platform.name());
    }

    @Override
    public String players() {
        return "it was made for another platform";
    }

    @Override
    public List<BarrierSite> sites() {
        return places.stream().flatMap(List::stream).toList();
    }

    @Override
    public List<Rule> clauses() {
        return List.of(Clause.S3);
    }

    @Override
    public String toString() {
        return "with kinds " + kinds + " and " + sides + ", not " + bad + ", on " + platform.id();
    }
}
