package dev.fencepost.workbench.explore;

import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.proposal.check.OperationalCheck;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.check.CheckAsked;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code explore} found of a protocol. */
final class ExploreProtocolReport {
    private final CheckAsked asked;
    private final Platform platform;
    private final OperationalCheck.Answer answer;
    private final String again;
    private final Evidence evidence;
    private final Unit unit;

    ExploreProtocolReport(CheckAsked asked, Platform platform, OperationalCheck.Answer answer, String again) {
        this.asked = asked;
        this.platform = platform;
        this.answer = answer;
        this.again = again;
        this.evidence = answer.verdict().evidence();
        this.unit = asked.proposal().variant().protocol().unit();
    }

    void print(Output output) {
        Verdict verdict = answer.verdict();
        line(
                output,
                output.paint(Output.Style.STRONG, asked.proposal().name()) + ": "
                        + output.paint(ExploreReport.style(verdict), verdict.word()));
        paragraph(output, asked.proposal().title() + "; " + evidence.bounds());
        paragraph(output, evidence.model() + "; the instructions of " + platform.id());
        printScenes(output);
        line(
                output,
                String.format(
                        Locale.ROOT,
                        "  %,d states, %,d steps, %.2f s",
                        evidence.executions(),
                        evidence.nodes(),
                        evidence.seconds()));
        paragraph(
                output,
                "checked: " + evidence.clauses().stream().map(Rule::name).collect(Collectors.joining(", ")));
        if (verdict instanceof Verdict.Bounded bounded) {
            line(output, "  A limit is no proof:");
            bounded.reasons().forEach(reason -> paragraph(output, "- " + reason));
        } else if (verdict instanceof Verdict.Violated violated) {
            Counterexample example = violated.counterexample();
            String found = "Scenario " + example.scenario() + " with " + unit.of(example.bound()) + ": "
                    + example.finding() + ".";
            new ExploreReport(output).printCounterexample(example, found);
        }
        line(output, "  Again: " + again);
    }

    private void printScenes(Output output) {
        int name = answer.scenes().stream()
                .mapToInt(scene -> scene.scenario().name().length())
                .reduce("scenario".length(), Math::max);
        int count = unit.many().length();
        String row = "  %-" + name + "s  %" + count + "s  %9s  %9s  %5s";
        line(output, String.format(row, "scenario", unit.many(), "states", "steps", "depth"));
        for (OperationalCheck.Scene scene : answer.scenes()) {
            line(
                    output,
                    String.format(
                            Locale.ROOT,
                            row,
                            scene.scenario().name(),
                            scene.scenario().bound(),
                            String.format(
                                    Locale.ROOT, "%,d", scene.exploration().states()),
                            String.format(
                                    Locale.ROOT, "%,d", scene.exploration().steps()),
                            scene.exploration().depth()));
        }
    }

    private static void paragraph(Output output, String text) {
        output.out().print(Paragraph.of("  ", 4, text, output.width()));
    }

    private static void line(Output output, String text) {
        output.out().println(text);
    }

    String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("protocol", asked.proposal().name());
        object.put("title", asked.proposal().title());
        object.put("bounds", evidence.bounds());
        object.put("model", evidence.model());
        object.put("platform", platform.id());
        object.put("basis", evidence.basis().name().toLowerCase(Locale.ROOT));
        object.put("verdict", answer.verdict().word());
        object.put("clauses", evidence.clauses().stream().map(Rule::name).toList());
        object.put("states", evidence.executions());
        object.put("steps", evidence.nodes());
        object.put("seconds", Math.round(evidence.seconds() * 1000) / 1000.0);
        object.put("scenarios", answer.scenes().stream().map(this::json).toList());
        if (answer.verdict() instanceof Verdict.Bounded bounded) {
            object.put("reasons", bounded.reasons());
        } else if (answer.verdict() instanceof Verdict.Violated violated) {
            object.put("counterexample", ExploreReport.json(violated.counterexample()));
        }
        object.put("again", again);
        return Json.of(object);
    }

    private Map<String, Object> json(OperationalCheck.Scene scene) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scenario", scene.scenario().name());
        object.put(unit.many(), scene.scenario().bound());
        object.put("states", scene.exploration().states());
        object.put("steps", scene.exploration().steps());
        object.put("depth", scene.exploration().depth());
        return object;
    }
}
