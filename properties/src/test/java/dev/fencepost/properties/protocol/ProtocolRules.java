package dev.fencepost.properties.protocol;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What everything that judges protocols takes for granted; a fault is a sentence. */
final class ProtocolRules {
    private static final int BOUND = 2;
    /** Else fewer sets of features are looked at, and what a plan changes on one platform only. */
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");

    /** The first two together, the last two of four, and all four. */
    private static final Set<Integer> TOGETHER = Set.of(0b11, 0b1100, 0b1111);

    private final Protocol protocol;
    private final List<String> faults = new ArrayList<>();

    private ProtocolRules(Protocol protocol) {
        this.protocol = protocol;
    }

    /** What is wrong with a protocol. */
    static List<String> faults(Protocol protocol) {
        ProtocolRules rules = new ProtocolRules(protocol);
        rules.check();
        return rules.faults;
    }

    /** Every set of features; at quick size, of many features those that differ in kind. */
    static List<Variant> variants(Protocol protocol) {
        List<Variant> variants = new ArrayList<>();
        List<Feature> features = protocol.features();
        for (int bits = 0; bits < 1 << features.size(); bits++) {
            if (!DEEP && features.size() > 2 && Integer.bitCount(bits) > 1 && !TOGETHER.contains(bits)) {
                continue;
            }
            Set<String> chosen = new TreeSet<>();
            for (int i = 0; i < features.size(); i++) {
                if ((bits >> i & 1) != 0) {
                    chosen.add(features.get(i).name());
                }
            }
            variants.add(new Variant(protocol, chosen));
        }
        return variants;
    }

    /** Where it has a meaning. */
    static List<Platform> platforms(Protocol protocol) {
        return Platforms.rows().stream()
                .filter(platform -> protocol.objection(platform).isEmpty())
                .toList();
    }

    private void fault(Variant variant, String fault) {
        faults.add(protocol.name() + " with " + new TreeSet<>(variant.features()) + ": " + fault);
    }

    private void check() {
        Set<BarrierSite> sites = new HashSet<>();
        Set<Rule> clauses = new HashSet<>();
        for (Variant variant : variants(protocol)) {
            sites.addAll(variant.sites());
            Set<BarrierSite> standing = new HashSet<>();
            for (Platform platform : platforms(protocol)) {
                for (int bound = 1; bound <= BOUND; bound++) {
                    List<Scenario> scenarios = variant.scenarios(BarrierPlan.mandatory(), platform, bound);
                    scenarios.forEach(scenario -> standing.addAll(scenario.sites()));
                    scenarios.stream()
                            .flatMap(scenario -> scenario.claims().stream())
                            .map(Claim::clause)
                            .forEach(clauses::add);
                    wording(variant, scenarios);
                    if (DEEP || platform.equals(platforms(protocol).get(0))) {
                        samePrograms(variant, platform, bound, scenarios);
                    }
                }
            }
            if (!standing.containsAll(variant.sites())) {
                fault(variant, "no scenario has every site of " + names(variant.sites()));
            }
            if (!protocol.sites().containsAll(standing)) {
                fault(variant, "a scenario has a site that the protocol does not list");
            }
            fencesBeforeReleases(variant);
            placementsTakeEffect(variant, standing);
        }
        if (!sites.equals(new HashSet<>(protocol.sites()))) {
            faults.add(protocol.name() + ": a site is none with any features");
        }
        if (!clauses.equals(new HashSet<>(protocol.clauses()))) {
            faults.add(protocol.name() + ": claims are about " + clauses + ", it says " + protocol.clauses());
        }
    }

    /** Messages add the full stop, and {@code --replay} a colon. */
    private void wording(Variant variant, List<Scenario> scenarios) {
        for (Scenario scenario : scenarios) {
            if (!scenario.name().matches("[a-z0-9-]{1,15}")) {
                fault(variant, "'" + scenario.name() + "' cannot be given to --replay");
            }
            scenario.claims().stream()
                    .filter(claim -> claim.finding().endsWith("."))
                    .forEach(claim -> fault(variant, "a finding ends with a full stop: " + claim.finding()));
        }
    }

    private static List<String> names(List<BarrierSite> sites) {
        return sites.stream().map(BarrierSite::name).toList();
    }

    /** A plan changes nothing but fences and annotations: see {@code MinimalQuestions}. */
    private void samePrograms(Variant variant, Platform platform, int bound, List<Scenario> scenarios) {
        for (BarrierSite site : variant.sites()) {
            for (Placement placement : Placements.at(variant, site)) {
                BarrierPlan plan = BarrierPlan.mandatory().with(site, placement);
                List<Scenario> other = variant.scenarios(plan, platform, bound);
                if (!skeletons(other).equals(skeletons(scenarios))) {
                    fault(variant, "accesses or claims change with " + plan + " on " + platform.id());
                    return;
                }
            }
        }
    }

    /**
     * Whatever can stand at a site changes the program there, unless the party's build makes it nothing: a placement
     * that the program has no place for would be judged as if nothing stood there.
     */
    private void placementsTakeEffect(Variant variant, Set<BarrierSite> standing) {
        Platform platform = platforms(protocol).get(0);
        for (BarrierSite site : standing) {
            BarrierPlan bare = BarrierPlan.mandatory().without(site);
            List<Object> without = threads(variant, bare, platform);
            for (Placement placement : Placements.at(variant, site)) {
                List<Object> with = threads(variant, bare.with(site, placement), platform);
                for (Primitive primitive : placement.primitives()) {
                    List<Object> other = placement.primitives().size() == 1
                            ? without
                            : threads(variant, bare.with(site, other(placement, primitive)), platform);
                    boolean nothing = Effect.of(primitive, platform.party(site.side())) instanceof Effect.Nothing;
                    if (!nothing && with.equals(other)) {
                        fault(variant, primitive.spelling() + " changes nothing at " + site.name());
                    }
                }
            }
        }
    }

    private static Primitive other(Placement pair, Primitive one) {
        return pair.primitives().get(pair.primitives().get(0) == one ? 1 : 0);
    }

    private static List<Object> threads(Variant variant, BarrierPlan plan, Platform platform) {
        List<Object> threads = new ArrayList<>();
        for (int bound = 1; bound <= BOUND; bound++) {
            variant.scenarios(plan, platform, bound)
                    .forEach(scenario -> threads.add(scenario.program().threads()));
        }
        return threads;
    }

    private static List<Object> skeletons(List<Scenario> scenarios) {
        List<Object> skeletons = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            skeletons.add(
                    List.of(scenario.name(), scenario.bound(), scenario.roles(), scenario.claims(), scenario.sites()));
            skeletons.add(scenario.program().locations());
            scenario.program()
                    .threads()
                    .forEach(thread ->
                            skeletons.add(List.of(thread.name(), thread.registers(), Skeleton.of(thread.body()))));
        }
        return skeletons;
    }

    /** A full fence does all that a release does only if it stands where the release would: see MinimalStrength. */
    private void fencesBeforeReleases(Variant variant) {
        Platform platform = platforms(protocol).get(0);
        for (BarrierSite site : variant.sites()) {
            if (site.shape() == Shape.MP_WRITER || site.shape() == Shape.LB) {
                BarrierPlan fence = BarrierPlan.mandatory().with(site, Primitive.MB);
                BarrierPlan release = BarrierPlan.mandatory().with(site, Primitive.VIRT_STORE_RELEASE);
                List<Scenario> fenced = variant.scenarios(fence, platform, 1);
                List<Scenario> released = variant.scenarios(release, platform, 1);
                for (int i = 0; i < fenced.size(); i++) {
                    if (!fencesBeforeReleases(
                            site, fenced.get(i).program(), released.get(i).program())) {
                        fault(
                                variant,
                                "the fence of " + site.name() + " is not where its release is, in "
                                        + fenced.get(i).name());
                    }
                }
            }
        }
    }

    private static boolean fencesBeforeReleases(BarrierSite site, Program fenced, Program released) {
        for (int i = 0; i < fenced.threads().size(); i++) {
            List<Boolean> before = new ArrayList<>();
            beforeAccesses(fenced.threads().get(i).body(), site, before);
            List<Mode> without = new ArrayList<>();
            modes(fenced.threads().get(i).body(), without);
            List<Mode> with = new ArrayList<>();
            modes(released.threads().get(i).body(), with);
            for (int at = 0; at < with.size(); at++) {
                if (isRelease(with.get(at)) && !isRelease(without.get(at)) && !before.get(at)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isRelease(Mode mode) {
        return mode == Mode.RELEASE || mode == Mode.ACQUIRE_RELEASE;
    }

    /** For each access, whether a fence of the site stands before it with nothing but fences between. */
    private static void beforeAccesses(List<Instruction> body, BarrierSite site, List<Boolean> before) {
        boolean fenced = false;
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.Fence fence) {
                fenced |= fence.site().equals(site.name());
            } else if (instruction instanceof Instruction.If branch) {
                beforeAccesses(branch.then(), site, before);
                beforeAccesses(branch.otherwise(), site, before);
                fenced = false;
            } else if (instruction instanceof Instruction.Loop loop) {
                beforeAccesses(loop.test(), site, before);
                beforeAccesses(loop.body(), site, before);
                fenced = false;
            } else if (mode(instruction).findAny().isPresent()) {
                before.add(fenced);
                fenced = false;
            }
        }
    }

    private static void modes(List<Instruction> body, List<Mode> modes) {
        for (Instruction instruction : body) {
            mode(instruction).forEach(modes::add);
            if (instruction instanceof Instruction.If branch) {
                modes(branch.then(), modes);
                modes(branch.otherwise(), modes);
            } else if (instruction instanceof Instruction.Loop loop) {
                modes(loop.test(), modes);
                modes(loop.body(), modes);
            }
        }
    }

    private static Stream<Mode> mode(Instruction instruction) {
        if (instruction instanceof Instruction.Store store) {
            return Stream.of(store.mode());
        } else if (instruction instanceof Instruction.Load load) {
            return Stream.of(load.mode());
        } else if (instruction instanceof Instruction.ReadModifyWrite update) {
            return Stream.of(update.mode());
        }
        return Stream.of();
    }
}
