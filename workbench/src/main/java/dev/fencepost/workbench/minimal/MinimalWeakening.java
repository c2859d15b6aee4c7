package dev.fencepost.workbench.minimal;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One plan with something else at one site: the verdict, and the whole of the execution that breaks it. */
final class MinimalWeakening {
    private final Output output;
    private final MinimalAnswer answer;
    private final PlanCheck check;

    MinimalWeakening(Output output, MinimalAnswer answer, PlanCheck check) {
        this.output = output;
        this.answer = answer;
        this.check = check;
    }

    void print(int number, BarrierPlan plan, BarrierSite site, Placement placement, boolean json) {
        BarrierPlan changed = plan.with(site, placement);
        Verdict verdict = check.check(changed, answer.platform());
        String title = "Plan " + number + " on " + answer.platform().id() + " with " + placement.spelling() + " at "
                + site.name() + " instead of " + plan.at(site).spelling();
        if (json) {
            printJson(number, changed, verdict);
        } else {
            Output.Style style = verdict instanceof Verdict.Violated ? Output.Style.BAD : Output.Style.STRONG;
            MinimalText.paragraph(output, "", title + ": " + output.paint(style, verdict.word()));
            if (verdict instanceof Verdict.Violated violated) {
                printViolation(changed, violated.counterexample());
            } else if (verdict instanceof Verdict.Bounded bounded) {
                bounded.reasons().forEach(reason -> MinimalText.paragraph(output, "  ", reason));
            }
        }
    }

    private List<String> replay(BarrierPlan plan, Counterexample example) {
        return check.replay(plan, answer.platform(), example.scenario(), example.bound())
                .lines();
    }

    private void printViolation(BarrierPlan plan, Counterexample example) {
        MinimalText.paragraph(
                output, "  ", example.clause() + ": " + example.clause().sentence());
        MinimalText.paragraph(output, "     ", "(" + example.clause().citation() + ")");
        MinimalText.paragraph(output, "  ", "Found: " + example.finding() + ".");
        output.out()
                .println("  Scenario " + example.scenario() + ", smallest bound "
                        + answer.variant().protocol().unit().of(example.bound()) + ".");
        output.out().println();
        replay(plan, example).forEach(line -> output.out().println("  " + line));
        output.out().println();
        for (Counterexample.MissingOrder missing : example.missing()) {
            MinimalText.paragraph(output, "  ", "Missing at " + missing.site() + ": " + missing.orders() + ".");
            MinimalText.paragraph(output, "    ", "The plan has " + missing.primitive() + ": " + missing.why() + ".");
        }
    }

    private void printJson(int number, BarrierPlan plan, Verdict verdict) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("platform", answer.platform().id());
        object.put("number", number);
        object.put("plan", MinimalJson.plan(answer, plan));
        object.put("verdict", verdict.word());
        if (verdict instanceof Verdict.Violated violated) {
            Counterexample example = violated.counterexample();
            object.put("clause", example.clause().name());
            object.put("finding", example.finding());
            object.put("scenario", example.scenario());
            object.put(answer.variant().protocol().unit().many(), example.bound());
            object.put("execution", replay(plan, example));
        } else if (verdict instanceof Verdict.Bounded bounded) {
            object.put("reasons", bounded.reasons());
        }
        output.out().println(Json.of(object));
    }
}
