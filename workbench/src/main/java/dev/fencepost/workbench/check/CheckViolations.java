package dev.fencepost.workbench.check;

import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.Columns;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints counterexamples for people, plan by plan: each once, with all the platforms that show it. One that lacks
 * nothing but what others of its plan and platforms lack, too, is named in a line.
 */
final class CheckViolations {
    /** How far the two columns of a timeline are apart, where they fit so. */
    private static final int COLUMN = 38;
    /** How wide the numbers of a timeline are. */
    private static final int NUMBER = 3;

    private final Output output;
    private final PrintWriter out;

    CheckViolations(Output output) {
        this.output = output;
        this.out = output.out();
    }

    private record Plan(CheckAsked asked, Proposal.Stage stage) {}

    /** A counterexample, and the results that it is one of. */
    private record Shown(Counterexample example, List<CheckResult> results) {
        CheckResult first() {
            return results.get(0);
        }

        Set<String> sites() {
            return example.missing().stream()
                    .map(Counterexample.MissingOrder::site)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    void print(List<CheckResult> results) {
        Map<Plan, List<CheckResult>> plans = new LinkedHashMap<>();
        for (CheckResult result : results) {
            if (result.verdict() instanceof Verdict.Violated) {
                plans.computeIfAbsent(new Plan(result.asked(), result.stage()), any -> new ArrayList<>())
                        .add(result);
            }
        }
        plans.values().forEach(this::printPlan);
    }

    private void printPlan(List<CheckResult> results) {
        List<Shown> all = shown(results);
        printHead(results.get(0), all);
        Map<CheckResult, Set<String>> told = new HashMap<>();
        List<Shown> brief = new ArrayList<>();
        for (Shown shown : all) {
            Set<String> sites = shown.sites();
            boolean news = sites.isEmpty()
                    || shown.results().stream()
                            .anyMatch(result ->
                                    !told.getOrDefault(result, Set.of()).containsAll(sites));
            if (news) {
                out.print(told.isEmpty() ? "" : "\n");
                printExample(shown);
                shown.results()
                        .forEach(result -> told.computeIfAbsent(result, any -> new HashSet<>())
                                .addAll(sites));
            } else {
                brief.add(shown);
            }
        }
        out.print(brief.isEmpty() ? "" : "\n");
        brief.forEach(this::printBriefly);
        for (CheckResult result : results) {
            ((Verdict.Violated) result.verdict())
                    .unknown()
                    .forEach(reason -> paragraph(
                            "  ", "There may be more on " + result.platform().id() + ": " + reason + "."));
        }
    }

    private static List<Shown> shown(List<CheckResult> results) {
        Map<List<Object>, Shown> groups = new LinkedHashMap<>();
        for (CheckResult result : results) {
            for (Counterexample example : ((Verdict.Violated) result.verdict()).counterexamples()) {
                List<Object> key =
                        List.of(example.scenario(), example.finding(), example.timeline(), example.missing());
                groups.computeIfAbsent(key, any -> new Shown(example, new ArrayList<>()))
                        .results()
                        .add(result);
            }
        }
        return List.copyOf(groups.values());
    }

    private void printHead(CheckResult result, List<Shown> all) {
        out.println();
        out.println(output.paint(Output.Style.BAD, "Violated") + ": "
                + output.paint(Output.Style.STRONG, result.proposal().name())
                + (result.asked().file().isEmpty()
                        ? ", as asked"
                        : ", the plan " + result.stageName() + " the change"));
        paragraph("  ", result.proposal().title() + " (" + result.proposal().source() + ")");
        List<String> broken =
                all.stream().map(shown -> shown.example().scenario()).distinct().toList();
        if (broken.size() > 1) {
            Set<String> sites = new LinkedHashSet<>();
            result.proposal().variant().sites().stream()
                    .map(site -> site.name())
                    .filter(name -> all.stream().anyMatch(shown -> shown.sites().contains(name)))
                    .forEach(sites::add);
            paragraph(
                    "  ",
                    "Broken: " + String.join(", ", broken)
                            + (sites.isEmpty() ? "." : "; not enough at " + String.join(", ", sites) + "."));
        }
    }

    private void printExample(Shown shown) {
        CheckResult result = shown.first();
        Counterexample example = shown.example();
        shown.results().forEach(each -> out.println("  on " + each.platform().id() + ": " + basis(each)));
        paragraph("  ", example.clause() + ": " + example.clause().sentence());
        paragraph("     ", "(" + example.clause().citation() + ")");
        paragraph("  ", "Found: " + example.finding() + ".");
        out.println("  Scenario " + example.scenario() + ", smallest bound " + bound(shown) + ".");
        out.println();
        printTimeline(example);
        for (Counterexample.MissingOrder missing : example.missing()) {
            paragraph("  ", "Missing at " + missing.site() + ": " + missing.orders() + ".");
            paragraph("    ", "The plan has " + missing.primitive() + ": " + missing.why() + ".");
        }
        out.println("  Again: " + result.again(example.scenario(), example.bound()));
    }

    private void printBriefly(Shown shown) {
        Counterexample example = shown.example();
        String where =
                shown.results().stream().map(each -> each.platform().id()).collect(Collectors.joining(", "));
        paragraph(
                "  ",
                "Also " + example.clause() + " in scenario " + example.scenario() + ", smallest bound " + bound(shown)
                        + ", on " + where + ": missing at " + String.join(", ", shown.sites()) + ".");
        out.println("    Again: " + shown.first().again(example.scenario(), example.bound()));
    }

    private static String bound(Shown shown) {
        return CheckText.protocol(shown.first()).unit().of(shown.example().bound());
    }

    private void paragraph(String indent, String text) {
        out.print(Paragraph.of(indent, indent.length() + 2, text, output.width()));
    }

    private static String basis(CheckResult result) {
        Evidence evidence = result.verdict().evidence();
        return CheckText.row(evidence) + ", "
                + (evidence.basis() == Evidence.Basis.PUBLISHED
                        ? "published model " + evidence.model()
                        : "Fencepost's own extension (" + evidence.model() + ")");
    }

    private void printTimeline(Counterexample example) {
        int apart = example.agents().size() > 2 ? 0 : COLUMN;
        Columns columns = new Columns(example, 4, NUMBER, output.width(), apart);
        out.println(output.paint(Output.Style.FAINT, columns.heads(NUMBER)));
        example.timeline().forEach(step -> out.print(columns.step("", step.agent(), number(step) + step.text())));
        out.println(output.paint(
                Output.Style.FAINT, "    (top to bottom as it takes effect; numbers: each side's program order)"));
    }

    private static String number(Counterexample.Step step) {
        return step.position() == 0 ? " ".repeat(NUMBER) : step.position() + ". ";
    }
}
