package dev.fencepost.workbench;

import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what {@code check} found out, for people: a table, then the counterexamples, then what it all rests on. */
final class CheckText {
    private static final String ROW = "  %-18s %-8s %-6s %-6s %s %s %10s %7s%n";
    /** How far the two columns of a timeline are apart, where they fit so. */
    private static final int COLUMN = 38;
    /** How wide the numbers of a timeline are. */
    private static final int NUMBER = 3;

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
        printViolations(results);
        printBasis(results);
        printSummary(results);
    }

    private void printTable(List<CheckResult> results) {
        out.printf(
                Locale.ROOT, ROW, "platform", "row", "model", "plan", "verdict ", "expected", "executions", "seconds");
        CheckResult previous = null;
        for (CheckResult result : results) {
            if (previous == null || !previous.file().equals(result.file())) {
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

    private static String row(Evidence evidence) {
        return evidence.row().name().toLowerCase(Locale.ROOT);
    }

    private static Output.Style style(Verdict verdict) {
        if (verdict instanceof Verdict.Holds) {
            return Output.Style.GOOD;
        }
        return verdict instanceof Verdict.Violated ? Output.Style.BAD : Output.Style.CAUTION;
    }

    private String expected(CheckResult result) {
        if (result.expected().isEmpty()) {
            return "-       ";
        }
        return result.asExpected()
                ? "yes     "
                : output.paint(
                        Output.Style.BAD,
                        String.format("%-8s", "NO: " + result.expected().get()));
    }

    /** Each counterexample once, with all the platforms of the proposal that show it. */
    private void printViolations(List<CheckResult> results) {
        Map<List<Object>, List<CheckResult>> groups = new LinkedHashMap<>();
        for (CheckResult result : results) {
            if (result.verdict() instanceof Verdict.Violated violated) {
                Counterexample example = violated.counterexample();
                List<Object> key = List.of(
                        result.file(), result.stage(), example.finding(), example.timeline(), example.missing());
                groups.computeIfAbsent(key, any -> new ArrayList<>()).add(result);
            }
        }
        groups.values().forEach(this::printViolation);
    }

    private void printViolation(List<CheckResult> same) {
        CheckResult result = same.get(0);
        Counterexample example = ((Verdict.Violated) result.verdict()).counterexample();
        out.println();
        out.println(output.paint(Output.Style.BAD, "Violated") + ": "
                + output.paint(Output.Style.STRONG, result.proposal().name())
                + ", the plan " + result.stageName() + " the change");
        paragraph("  ", result.proposal().title() + " (" + result.proposal().source() + ")");
        same.forEach(each -> out.println("  on " + each.platform().id() + ": " + basis(each)));
        paragraph("  ", example.clause() + ": " + example.clause().sentence());
        paragraph("     ", "(" + example.clause().citation() + ")");
        paragraph("  ", "Found: " + example.finding() + ".");
        out.println("  Scenario " + example.scenario() + ", smallest bound "
                + protocol(result).unit().of(example.bound()) + ".");
        out.println();
        printTimeline(example);
        for (Counterexample.MissingOrder missing : example.missing()) {
            paragraph("  ", "Missing at " + missing.site() + ": " + missing.orders() + ".");
            paragraph("    ", "The plan has " + missing.primitive() + ": " + missing.why() + ".");
        }
        out.println("  Again: " + result.again(example.scenario(), example.bound()));
    }

    private void paragraph(String indent, String text) {
        int hanging = indent.isEmpty() ? 0 : indent.length() + 2;
        out.print(Paragraph.of(indent, hanging, text, output.width()));
    }

    private static Protocol protocol(CheckResult result) {
        return result.proposal().variant().protocol();
    }

    private static String basis(CheckResult result) {
        Evidence evidence = result.verdict().evidence();
        return row(evidence) + ", "
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

    private void printBasis(List<CheckResult> results) {
        boolean extended =
                results.stream().anyMatch(each -> each.verdict().evidence().basis() == Evidence.Basis.EXTENSION);
        out.println();
        paragraph("", (extended ? EXTENDED : PUBLISHED) + MODELS);
        paragraph("", ROWS);
        results.stream().map(CheckText::protocol).distinct().forEach(protocol -> paragraph("", holds(protocol)));
    }

    private static String holds(Protocol protocol) {
        List<String> clauses = protocol.clauses().stream().map(Rule::name).toList();
        String all = String.join(", ", clauses.subList(0, clauses.size() - 1));
        return "Holds means that no execution within the bounds of the proposal breaks " + all
                + (all.isEmpty() ? "" : " or ") + clauses.get(clauses.size() - 1) + ".";
    }

    private void printSummary(List<CheckResult> results) {
        long differ = results.stream().filter(each -> !each.asExpected()).count();
        out.println(results.size()
                + (results.size() == 1 ? " verdict, " : " verdicts, ")
                + (differ == 0 ? "all as expected." : output.paint(Output.Style.BAD, differ + " not as expected.")));
    }
}
