package dev.fencepost.workbench.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalChoices;
import dev.fencepost.model.proposal.minimal.MinimalComparison;
import dev.fencepost.model.proposal.minimal.MinimalGroup;
import dev.fencepost.model.proposal.minimal.MinimalPlan;
import dev.fencepost.model.proposal.minimal.MinimalWitness;
import dev.fencepost.workbench.console.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code minimal} found, for programs: one object. */
final class MinimalJson {
    /**
     * Where there are more plans, the groups say which, and those are listed that have all weakenings between them: of
     * the 322,560 plans of the dispatcher a list would be 2 GB.
     */
    private static final int MOST_LISTED = 10_000;

    private MinimalJson() {}

    private static Map<String, Object> entry(MinimalAnswer answer, int index) {
        MinimalPlan plan = answer.plans().get(index);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("number", index + 1);
        entry.put("plan", plan(answer, plan.plan()));
        entry.put(
                "weakenings",
                plan.witnesses().stream()
                        .map(witness -> witness(answer, witness))
                        .toList());
        return entry;
    }

    /** Places of which any alternative can be taken, whatever is taken at the others. */
    private static Map<String, Object> group(MinimalAnswer answer, MinimalGroup group) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(
                "sites",
                group.places().stream()
                        .map(place -> answer.sites().get(place).name())
                        .toList());
        List<Object> alternatives = new ArrayList<>();
        for (List<Integer> alternative : group.alternatives()) {
            List<String> spellings = new ArrayList<>();
            for (int i = 0; i < alternative.size(); i++) {
                MinimalChoices here = answer.choices().get(group.places().get(i));
                spellings.add(here.placement(alternative.get(i)).spelling());
            }
            alternatives.add(spellings);
        }
        object.put("alternatives", alternatives);
        return object;
    }

    static String of(MinimalAnswer answer, List<MinimalDeployed> deployed, PlanCheck check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ring", answer.variant().protocol().name());
        object.put("platform", answer.platform().id());
        object.put("row", answer.platform().row().name().toLowerCase(Locale.ROOT));
        object.put("model", answer.model());
        object.put("basis", answer.platform().basis().name().toLowerCase(Locale.ROOT));
        answer.variant()
                .protocol()
                .features()
                .forEach(feature -> object.put(
                        feature.name().toLowerCase(Locale.ROOT),
                        answer.variant().has(feature)));
        object.put(answer.variant().protocol().unit().many(), answer.bound());
        object.put("answer", answer.bounded() ? "Bounded" : "Complete");
        object.put("reasons", answer.reasons());
        object.put("sites", names(answer.sites()));
        object.put(
                "smallest_sets",
                answer.smallestSets().stream().map(MinimalJson::names).toList());
        object.put("equal", equal(answer));
        object.put("plan_count", answer.plans().size());
        object.put(
                "groups",
                answer.groups().stream().map(group -> group(answer, group)).toList());
        boolean all = answer.plans().size() <= MOST_LISTED;
        object.put("all_listed", all);
        List<Object> plans = new ArrayList<>();
        if (all) {
            for (int i = 0; i < answer.plans().size(); i++) {
                plans.add(entry(answer, i));
            }
        } else {
            answer.showing().forEach(i -> plans.add(entry(answer, i)));
        }
        object.put("plans", plans);
        if (!deployed.isEmpty()) {
            object.put(
                    "comparison",
                    deployed.stream().map(set -> comparison(answer, set, check)).toList());
        }
        return Json.of(object);
    }

    private static List<String> names(Iterable<BarrierSite> sites) {
        List<String> names = new ArrayList<>();
        sites.forEach(site -> names.add(site.name()));
        return names;
    }

    /** What stands at the sites of the answer. */
    static Map<String, Object> plan(MinimalAnswer answer, BarrierPlan plan) {
        Map<String, Object> object = new LinkedHashMap<>();
        answer.sites().forEach(site -> object.put(site.name(), plan.at(site).spelling()));
        return object;
    }

    /** For each site, the primitives that are one choice there, the one that stands for them first. */
    private static Map<String, Object> equal(MinimalAnswer answer) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (MinimalChoices choices : answer.choices()) {
            List<Object> classes = new ArrayList<>();
            for (int choice = 0; choice < choices.order().size(); choice++) {
                classes.add(choices.placements(choice).stream()
                        .map(Placement::spelling)
                        .toList());
            }
            object.put(choices.site().name(), classes);
        }
        return object;
    }

    private static Map<String, Object> witness(MinimalAnswer answer, MinimalWitness witness) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("site", witness.site().name());
        object.put("has", witness.has().spelling());
        object.put("weaker", witness.weaker().spelling());
        object.put("scenario", witness.scenario());
        object.put(answer.variant().protocol().unit().many(), witness.bound());
        object.put("clause", witness.clause().name());
        object.put("finding", witness.finding());
        return object;
    }

    private static Map<String, Object> comparison(MinimalAnswer answer, MinimalDeployed set, PlanCheck check) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", set.name());
        object.put("title", set.title());
        object.put("source", set.source());
        Optional<String> objection =
                set.objection(answer.platform().architecture().lowering());
        if (objection.isPresent()) {
            object.put("not_compared", objection.get());
            return object;
        }
        MinimalComparison comparison = set.comparison(answer, check);
        object.put("enough", comparison.enough());
        object.put("unknown", names(set.unknown(answer.sites())));
        Map<String, Object> absent = new LinkedHashMap<>();
        set.code().absent().forEach((site, why) -> absent.put(site.name(), why));
        object.put("absent", absent);
        List<Object> sites = new ArrayList<>();
        for (MinimalComparison.Line line : comparison.lines()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("site", line.site().name());
            entry.put("has", line.has().spelling());
            entry.put("relation", line.relation().name().toLowerCase(Locale.ROOT));
            entry.put("needed", line.needed().spelling());
            entry.put("source", set.source(line.site()));
            sites.add(entry);
        }
        object.put("sites", sites);
        return object;
    }
}
