package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.Columns;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code explore} found. */
final class ExploreReport {
    private static final int NUMBER = 6;

    private final Output output;

    ExploreReport(Output output) {
        this.output = output;
    }

    void print(Exploration<?> exploration, Verdict verdict, String again) {
        Subject subject = exploration.machine().subject();
        Evidence evidence = verdict.evidence();
        line(output.paint(Output.Style.STRONG, subject.name()) + ": " + output.paint(style(verdict), verdict.word()));
        paragraph(2, subject.bounds());
        paragraph(2, subject.model());
        line(String.format(
                Locale.ROOT,
                "  %,d states, %,d steps, depth %d",
                exploration.states(),
                exploration.steps(),
                exploration.depth()));
        line(String.format(
                Locale.ROOT,
                "  %.2f s, %,.0f states/s, %,d MB for states",
                exploration.seconds(),
                rate(exploration),
                exploration.bytes() >> 20));
        paragraph(2, "checked: " + evidence.clauses().stream().map(Rule::name).collect(Collectors.joining(", ")));
        if (verdict instanceof Verdict.Bounded bounded) {
            line("  A limit is no proof:");
            bounded.reasons().forEach(reason -> paragraph(2, "- " + reason));
        } else if (verdict instanceof Verdict.Violated violated) {
            printCounterexample(
                    violated.counterexample(),
                    "Found " + violated.counterexample().finding() + ".");
        }
        line("  Again: " + again);
    }

    private static double rate(Exploration<?> exploration) {
        return exploration.seconds() > 0 ? exploration.states() / exploration.seconds() : 0;
    }

    static Output.Style style(Verdict verdict) {
        if (verdict instanceof Verdict.Holds) {
            return Output.Style.GOOD;
        }
        return verdict instanceof Verdict.Violated ? Output.Style.BAD : Output.Style.CAUTION;
    }

    /** The steps to something broken, one column for each actor, below {@code found}, which says what it is. */
    void printCounterexample(Counterexample example, String found) {
        line("");
        paragraph(2, example.clause() + ": " + example.clause().sentence());
        paragraph(5, "(" + example.clause().citation() + ")");
        paragraph(2, found);
        line("");
        List<Counterexample.Step> steps = example.timeline();
        Columns columns = new Columns(example, NUMBER + 1, 0, output.width(), 0);
        line(output.paint(Output.Style.FAINT, columns.heads(0)));
        for (int i = 0; i < steps.size(); i++) {
            String number = String.format(Locale.ROOT, "%5d", i + 1);
            output.out()
                    .print(columns.step(
                            number, steps.get(i).agent(), steps.get(i).text()));
        }
        line("");
    }

    private void paragraph(int indent, String text) {
        output.out().print(Paragraph.of(" ".repeat(indent), indent + 2, text, output.width()));
    }

    private void line(String text) {
        output.out().println(text);
    }

    static String json(Exploration<?> exploration, Verdict verdict, String again) {
        Subject subject = exploration.machine().subject();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("subject", subject.name());
        object.put("bounds", subject.bounds());
        object.put("model", subject.model());
        object.put("basis", subject.basis().name().toLowerCase(Locale.ROOT));
        object.put("verdict", verdict.word());
        object.put(
                "clauses", verdict.evidence().clauses().stream().map(Rule::name).toList());
        object.put("states", exploration.states());
        object.put("steps", exploration.steps());
        object.put("depth", exploration.depth());
        object.put("bytes", exploration.bytes());
        object.put("seconds", Math.round(exploration.seconds() * 1000) / 1000.0);
        if (verdict instanceof Verdict.Bounded bounded) {
            object.put("reasons", bounded.reasons());
        } else if (verdict instanceof Verdict.Violated violated) {
            object.put("counterexample", json(violated.counterexample()));
        }
        object.put("again", again);
        return Json.of(object);
    }

    static Map<String, Object> json(Counterexample example) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("clause", example.clause().name());
        object.put("citation", example.clause().citation());
        object.put("finding", example.finding());
        object.put("length", example.timeline().size());
        object.put(
                "timeline",
                example.timeline().stream().map(step -> json(step, example)).toList());
        return object;
    }

    private static Map<String, Object> json(Counterexample.Step step, Counterexample example) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("agent", example.agents().get(step.agent()));
        object.put("text", step.text());
        return object;
    }
}
