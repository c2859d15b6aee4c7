package dev.fencepost.workbench.check;

import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what {@code check} found out, for people: a table, then the counterexamples ({@link CheckViolations}), then
 * what it all rests on.
 */
final class CheckText {
    private static final String ROW = "  %-18s %-8s %-6s %-6s %s %s %10s %7s%n";

    private static final String EXTENDED = "* is Fencepost's own extension of that model, for agents behind a weak"
            + " boundary: no published model and no other tool stands behind it. All other verdicts rest on published"
            + " models: ";
    private static final String PUBLISHED = "Every verdict rests on a published model: ";
    private static final String MODELS = "lkmm (Linux kernel memory model), armv8 (Arm ARM B2.3) and tso (x86-TSO).";
    private static final String ROWS = "contract is what Linux documents the primitives to guarantee, hardware what"
            + " their instructions do on that architecture: what is right there may still be outside the contract.";

    private final Output output;
    private final PrintWriter out;

    CheckText(Output output) {
        this.output = output;
        this.out = output.out();
    }

    void print(List<CheckResult> results) {
        printTable(results);
        new CheckViolations(output).print(results);
        printBasis(results);
        printSummary(results);
    }

    private void printTable(List<CheckResult> results) {
        out.printf(
                Locale.ROOT, ROW, "platform", "row", "model", "plan", "verdict ", "expected", "executions", "seconds");
        CheckResult previous = null;
        for (CheckResult result : results) {
            if (previous == null || !previous.asked().equals(result.asked())) {
                out.println();
                out.print(output.paint(Output.Style.STRONG, result.proposal().name()));
                // The name is painted apart: escape sequences have no width.
                String rest = ": " + result.proposal().title();
                String blank = " ".repeat(result.proposal().name().length());
                out.print(Paragraph.of(blank, 4, rest, output.width()).substring(blank.length()));
            }
            printRow(result);
            previous = result;
        }
    }

    private void printRow(CheckResult result) {
        Evidence evidence = result.verdict().evidence();
        out.printf(
                Locale.ROOT,
                ROW,
                result.platform().id(),
                row(evidence),
                result.platform().base().label() + (evidence.basis() == Evidence.Basis.EXTENSION ? "*" : ""),
                result.stageName(),
                output.paint(
                        style(result.verdict()),
                        String.format("%-8s", result.verdict().word())),
                expected(result),
                evidence.executions(),
                String.format(Locale.ROOT, "%.2f", evidence.seconds()));
        if (result.verdict() instanceof Verdict.Bounded bounded) {
            bounded.reasons().forEach(reason -> out.println("    " + reason));
        }
    }

    static String row(Evidence evidence) {
        return evidence.row().name().toLowerCase(Locale.ROOT);
    }

    private static Output.Style style(Verdict verdict) {
        if (verdict instanceof Verdict.Holds) {
            return Output.Style.GOOD;
        }
        return verdict instanceof Verdict.Violated ? Output.Style.BAD : Output.Style.CAUTION;
    }

    private String expected(CheckResult result) {
        return switch (result.outcome()) {
            case ASKED -> "-       ";
            case AS_EXPECTED -> "yes     ";
            case DIFFERS, UNEXPECTED ->
                output.paint(
                        Output.Style.BAD,
                        String.format("%-8s", "NO: " + result.expected().orElse("none")));
        };
    }

    private void paragraph(String text) {
        out.print(Paragraph.of("", 0, text, output.width()));
    }

    static Protocol protocol(CheckResult result) {
        return result.proposal().variant().protocol();
    }

    private void printBasis(List<CheckResult> results) {
        boolean extended =
                results.stream().anyMatch(each -> each.verdict().evidence().basis() == Evidence.Basis.EXTENSION);
        out.println();
        paragraph((extended ? EXTENDED : PUBLISHED) + MODELS);
        paragraph(ROWS);
        results.stream().map(CheckText::protocol).distinct().forEach(protocol -> paragraph(holds(protocol)));
    }

    private static String holds(Protocol protocol) {
        List<String> clauses = protocol.clauses().stream().map(Rule::name).toList();
        String all = String.join(", ", clauses.subList(0, clauses.size() - 1));
        return "Holds means that no execution within the bounds of the proposal breaks " + all
                + (all.isEmpty() ? "" : " or ") + clauses.get(clauses.size() - 1) + ".";
    }

    private void printSummary(List<CheckResult> results) {
        long expected = count(results, CheckResult.Outcome.AS_EXPECTED);
        long differ = count(results, CheckResult.Outcome.DIFFERS);
        long unexpected = count(results, CheckResult.Outcome.UNEXPECTED);
        long asked = count(results, CheckResult.Outcome.ASKED);
        List<String> parts = new ArrayList<>();
        if (expected > 0) {
            parts.add((expected == results.size() ? "all" : expected) + " as expected");
        }
        if (differ > 0) {
            parts.add(output.paint(Output.Style.BAD, differ + " not as expected"));
        }
        if (unexpected > 0) {
            parts.add(output.paint(
                    Output.Style.BAD, unexpected + " not Holds where nothing is said of what is expected"));
        }
        if (asked > 0) {
            parts.add((asked == results.size() ? "" : asked + " ") + "only asked for");
        }
        out.println(
                results.size() + (results.size() == 1 ? " verdict, " : " verdicts, ") + String.join(", ", parts) + ".");
    }

    private static long count(List<CheckResult> results, CheckResult.Outcome outcome) {
        return results.stream().filter(each -> each.outcome() == outcome).count();
    }
}
