package dev.fencepost.workbench.minimal;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Lowering;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalComparison;
import dev.fencepost.model.protocol.deployed.Build;
import dev.fencepost.model.protocol.deployed.Deployed;
import dev.fencepost.model.protocol.deployed.Implementation;
import dev.fencepost.model.protocol.deployed.Spot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The barriers of code that people run, as one build of it has them.
 *
 * @param code the code
 * @param build the build
 */
record MinimalDeployed(Implementation code, Build build) {
    /** Every build of a table, in its order. */
    static List<MinimalDeployed> of(Deployed table) {
        List<MinimalDeployed> all = new ArrayList<>();
        table.implementations()
                .forEach(code -> code.builds().forEach(build -> all.add(new MinimalDeployed(code, build))));
        return all;
    }

    /** A word. */
    String name() {
        return build.name();
    }

    /** One line. */
    String title() {
        return build.title().isEmpty() ? code.title() : code.title() + ", " + build.title();
    }

    /** Where it is from: repository, files and their versions, and what is to be said of them. */
    String source() {
        String files = code.spots().stream()
                .filter(spot -> spot.isIn(build))
                .map(spot -> spot.file() + " " + spot.version())
                .distinct()
                .collect(Collectors.joining(", "));
        return code.repository() + ": " + files + (code.remark().isEmpty() ? "" : "; " + code.remark());
    }

    /** For each of its sites what stands there. */
    Map<BarrierSite, Placement> barriers() {
        return code.plan(build);
    }

    /** Where that stands: the function, what it calls if that is another word, and what is to be said of it. */
    String source(BarrierSite site) {
        Spot spot = code.at(site).stream()
                .filter(each -> each.isIn(build))
                .findFirst()
                .orElseThrow();
        boolean own = code.word(spot.call()).isPresent();
        return spot.function() + (own ? ": " + spot.call() : "") + (spot.note().isEmpty() ? "" : "; " + spot.note());
    }

    /** The sites of the parties it plays that nobody has looked up in it, in the order given. */
    List<BarrierSite> unknown(List<BarrierSite> sites) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        Map<BarrierSite, Placement> plan = barriers();
        plan.keySet().forEach(site -> sides.add(site.side()));
        return sites.stream()
                .filter(site -> sides.contains(site.side()))
                .filter(site -> !plan.containsKey(site) && !code.absent().containsKey(site))
                .toList();
    }

    /** How it relates to the plans of an answer; {@code check} is of the answer's variant and bound. */
    MinimalComparison comparison(MinimalAnswer answer, PlanCheck check) {
        return MinimalComparison.of(answer, barriers()).explored(plan -> check.check(plan, answer.platform()));
    }

    /** Why it means nothing where programs are lowered like this; empty if it does. */
    Optional<String> objection(Lowering lowering) {
        if (!build.architecture().isEmpty() && !build.architecture().equals(lowering.instructions())) {
            return Optional.of("it is built for " + build.architecture());
        }
        return barriers().values().stream()
                .flatMap(placement -> placement.primitives().stream())
                .map((Primitive primitive) -> primitive.objection(lowering))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
