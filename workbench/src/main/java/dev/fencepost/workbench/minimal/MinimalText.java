package dev.fencepost.workbench.minimal;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalChoices;
import dev.fencepost.model.proposal.minimal.MinimalGroup;
import dev.fencepost.model.proposal.minimal.MinimalWitness;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.workbench.console.Output;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints what {@code minimal} found, for people. */
final class MinimalText {
    private final Output output;
    private final PrintWriter out;
    private final MinimalAnswer answer;
    private final PlanCheck check;

    MinimalText(Output output, MinimalAnswer answer, PlanCheck check) {
        this.check = check;
        this.output = output;
        this.out = output.out();
        this.answer = answer;
    }

    void print(String again, List<MinimalDeployed> deployed) {
        printHead();
        if (answer.bounded()) {
            out.println();
            out.println(output.paint(Output.Style.CAUTION, "Bounded") + ": nothing is known.");
            answer.reasons().forEach(reason -> paragraph(output, "  ", reason));
            return;
        }
        if (answer.plans().isEmpty()) {
            out.println();
            out.println(output.paint(Output.Style.BAD, "No plan") + ": nothing that can stand at the sites is enough.");
            return;
        }
        printSets();
        printPlans();
        printEqual();
        printWitnesses(again);
        if (!deployed.isEmpty()) {
            out.println();
            out.println("Barriers of today, each side with another side that is right:");
            MinimalComparisonText comparison = new MinimalComparisonText(output, answer, check);
            deployed.forEach(comparison::print);
        }
    }

    private void printHead() {
        Platform platform = answer.platform();
        out.println(output.paint(
                Output.Style.STRONG,
                "Smallest barrier plans of the " + answer.variant().protocol().title() + " on " + platform.id()));
        paragraph(output, "  ", platform.title());
        boolean own = platform.basis() == Evidence.Basis.EXTENSION;
        paragraph(
                output,
                "  ",
                platform.row().name().toLowerCase(Locale.ROOT) + ", "
                        + (own ? "Fencepost's own extension " : "published model ") + answer.model() + "; "
                        + features(answer.variant()) + "up to "
                        + answer.variant().protocol().unit().of(answer.bound()));
    }

    private static String features(Variant variant) {
        return variant.protocol().features().stream()
                .map(feature -> variant.has(feature) ? feature.with() : feature.without())
                .filter(words -> !words.isEmpty())
                .map(words -> words + "; ")
                .collect(Collectors.joining());
    }

    private void printSets() {
        out.println();
        List<Set<BarrierSite>> sets = answer.smallestSets();
        out.println(
                sets.size() == 1
                        ? "The smallest set of sites that need a barrier:"
                        : "The " + sets.size() + " smallest sets of sites; barriers at those of any one are enough:");
        for (Set<BarrierSite> set : sets) {
            String size = set.size() == answer.sites().size()
                    ? "all " + set.size()
                    : set.size() + " of " + answer.sites().size();
            paragraph(output, "  ", (set.isEmpty() ? "none" : join(set)) + " (" + size + ")");
        }
    }

    private static String join(Set<BarrierSite> sites) {
        return sites.stream().map(BarrierSite::name).collect(Collectors.joining(" "));
    }

    private void printPlans() {
        out.println();
        out.println(
                answer.plans().size() == 1
                        ? "The smallest sufficient plan:"
                        : "The " + answer.plans().size()
                                + " smallest sufficient plans: of each group below, any one line.");
        for (MinimalGroup group : answer.groups()) {
            printGroup(group);
        }
    }

    private void printGroup(MinimalGroup group) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(group.places().stream()
                .map(place -> answer.sites().get(place).name())
                .toList());
        group.alternatives().forEach(alternative -> rows.add(spellings(group.places(), alternative)));
        if (group.places().size() == 1) {
            String choices = rows.stream().skip(1).map(row -> row.get(0)).collect(Collectors.joining(" or "));
            paragraph(output, "  ", rows.get(0).get(0) + "  " + choices);
            return;
        }
        out.println("  " + String.join(", ", rows.get(0)) + ": one line of");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("    ");
            for (int i = 0; i < row.size(); i++) {
                line.append(pad(row.get(i), width(rows, i) + 1));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private List<String> spellings(List<Integer> places, List<Integer> choices) {
        List<String> spellings = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            spellings.add(answer.choices()
                    .get(places.get(i))
                    .placement(choices.get(i))
                    .spelling());
        }
        return spellings;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Which primitives the ones in the plans stand for, and for which side if that makes a difference. */
    private void printEqual() {
        Map<Placement, Map<Side, Set<Placement>>> equal = new TreeMap<>();
        for (int place = 0; place < answer.choices().size(); place++) {
            MinimalChoices here = answer.choices().get(place);
            for (int choice : shown(place)) {
                List<Placement> same = here.placements(choice);
                equal.computeIfAbsent(same.get(0), any -> new EnumMap<>(Side.class))
                        .computeIfAbsent(here.site().side(), any -> new TreeSet<>())
                        .addAll(same);
            }
        }
        out.println();
        out.println("Equal on this platform, wherever each has a meaning:");
        equal.forEach((placement, sides) -> {
            if (Set.copyOf(sides.values()).size() == 1) {
                printEqual("", placement, sides.values().iterator().next());
            } else {
                sides.forEach((side, same) -> printEqual(" (" + side.label() + ")", placement, same));
            }
        });
    }

    /** The choices that the plans have at a place, and those one step weaker. */
    private Set<Integer> shown(int place) {
        Set<Integer> shown = new TreeSet<>();
        for (MinimalGroup group : answer.groups()) {
            int column = group.places().indexOf(place);
            if (column >= 0) {
                group.alternatives().forEach(alternative -> {
                    int choice = alternative.get(column);
                    shown.add(choice);
                    shown.addAll(answer.choices().get(place).order().stepsDown(choice));
                });
            }
        }
        return shown;
    }

    private void printEqual(String side, Placement placement, Set<Placement> same) {
        String others = same.stream()
                .filter(each -> !each.equals(placement))
                .map(Placement::spelling)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            paragraph(output, "  ", placement.spelling() + side + " = " + others);
        }
    }

    private void printWitnesses(String again) {
        record Row(MinimalWitness witness, int firstPlan) {}
        Map<MinimalWitness, Row> rows = new LinkedHashMap<>();
        for (int i : answer.showing()) {
            for (MinimalWitness witness : answer.plans().get(i).witnesses()) {
                rows.putIfAbsent(witness, new Row(witness, i + 1));
            }
        }
        List<Row> sorted = rows.values().stream()
                .sorted(Comparator.comparingInt(
                        row -> answer.sites().indexOf(row.witness().site())))
                .toList();
        out.println();
        out.println("One step weaker at any site is not enough (each checked):");
        if (sorted.isEmpty()) {
            out.println("  (there is nothing to weaken)");
            return;
        }
        String line = "  %-" + widest(sorted, row -> row.witness().site().name(), 4) + "s %-"
                + widest(sorted, row -> row.witness().has().spelling(), 18) + "s %-"
                + widest(sorted, row -> row.witness().weaker().spelling(), 18) + "s %-"
                + widest(sorted, row -> fails(row.witness()), 15) + "s %-6s %s%n";
        out.printf(line, "site", "has", "weaker", "fails", "breaks", "plan");
        for (Row row : sorted) {
            MinimalWitness witness = row.witness();
            out.printf(
                    line,
                    witness.site().name(),
                    witness.has().spelling(),
                    witness.weaker().spelling(),
                    fails(witness),
                    witness.clause(),
                    row.firstPlan());
        }
        Row first = sorted.get(0);
        out.println("fails: the scenario and its smallest bound; plan: the first plan that shows it.");
        paragraph(
                output,
                "",
                "Again, step by step: " + again + " --plan " + first.firstPlan() + " --weaken "
                        + first.witness().site().name() + "="
                        + first.witness().weaker().spelling());
    }

    private static String fails(MinimalWitness witness) {
        return witness.scenario() + ":" + witness.bound();
    }

    static <T> int widest(List<T> rows, Function<T, String> cell, int least) {
        return Math.max(
                least,
                rows.stream().mapToInt(row -> cell.apply(row).length()).max().orElse(0));
    }

    /** Text that is broken between words where the line is full. */
    static void paragraph(Output output, String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            boolean first = line.length() == indent.length();
            if (!first && line.length() + 1 + word.length() > output.width()) {
                output.out().println(line.toString().stripTrailing());
                line = new StringBuilder(indent).append("  ").append(word);
            } else {
                line.append(first ? "" : " ").append(word);
            }
        }
        output.out().println(line);
    }
}
