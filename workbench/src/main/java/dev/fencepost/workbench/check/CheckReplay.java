package dev.fencepost.workbench.check;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code check --replay}: one violating execution of a scenario, step by step. */
final class CheckReplay {
    private final Output output;
    private final Duration limit;
    private final String scenario;
    private final String bound;

    /** Of {@code SCENARIO:BOUND}; whether a proposal has such a scenario is looked at later. */
    CheckReplay(Output output, Duration limit, String wanted) {
        String[] words = wanted.split(":");
        if (words.length != 2 || !words[1].matches("[1-9][0-9]*")) {
            throw new BadInput("--replay expects SCENARIO:BOUND, for example kick:2, not '" + wanted + "'");
        }
        this.output = output;
        this.limit = limit;
        this.scenario = words[0];
        this.bound = words[1];
    }

    /** Nothing is shown where one of the proposals has no such scenario. */
    int show(List<CheckCommand.Pair> pairs, boolean json) {
        pairs.forEach(this::demandScenario);
        boolean known = true;
        for (CheckCommand.Pair pair : pairs) {
            BarrierPlan plan = pair.proposal().plan(pair.stage());
            PlanCheck.Replay replay = check(pair).replay(plan, pair.platform(), scenario, Integer.parseInt(bound));
            if (json) {
                output.out().println(json(pair, replay));
            } else {
                print(pair, replay);
            }
            known &= replay.incomplete().isEmpty();
        }
        return known ? ExitStatus.EXPECTED : ExitStatus.DIFFERS;
    }

    private PlanCheck check(CheckCommand.Pair pair) {
        return new PlanCheck(pair.proposal().variant(), Integer.parseInt(bound), limit, new Mutants(limit));
    }

    private void demandScenario(CheckCommand.Pair pair) {
        Variant variant = pair.proposal().variant();
        int largest = variant.protocol().largestBound();
        if (bound.length() > 1 || Integer.parseInt(bound) > largest) {
            throw new BadInput("--replay " + scenario + ":" + bound + ": "
                    + variant.protocol().unit().many() + " must be "
                    + (largest == 1 ? "1" : "a number from 1 to " + largest) + ", not " + bound);
        }
        List<String> scenarios = check(pair).scenarios(pair.platform(), Integer.parseInt(bound));
        if (!scenarios.contains(scenario)) {
            throw new BadInput(pair.asked().words() + ": unknown scenario '" + scenario + "' (expected one of "
                    + String.join(", ", scenarios) + ")");
        }
    }

    private void print(CheckCommand.Pair pair, PlanCheck.Replay replay) {
        output.out()
                .println(output.paint(Output.Style.STRONG, pair.proposal().name()) + " on "
                        + pair.platform().id() + ", the plan " + pair.stageName() + " the change, scenario " + scenario
                        + ", "
                        + pair.proposal().variant().protocol().unit().of(Integer.parseInt(bound))
                        + ":");
        replay.lines().forEach(line -> output.out().println("  " + line));
        replay.incomplete()
                .forEach(reason ->
                        output.out().print(Paragraph.of("  ", 4, "Nothing is known: " + reason + ".", output.width())));
        if (replay.lines().isEmpty() && replay.incomplete().isEmpty()) {
            output.out().println("  no execution breaks a clause");
        }
    }

    private String json(CheckCommand.Pair pair, PlanCheck.Replay replay) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", pair.asked().file().map(Path::toString).orElse(null));
        object.put("proposal", pair.proposal().name());
        object.put("plan", pair.stageName());
        object.put("platform", pair.platform().id());
        object.put("scenario", scenario);
        object.put(pair.proposal().variant().protocol().unit().many(), Integer.parseInt(bound));
        object.put("execution", replay.lines());
        object.put("reasons", replay.incomplete());
        return Json.of(object);
    }
}
