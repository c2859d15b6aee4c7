package dev.fencepost.workbench.check;

import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code check} found out, for programs: one object for each proposal and platform. */
final class CheckJson {
    private CheckJson() {}

    static String of(CheckResult result) {
        Evidence evidence = result.verdict().evidence();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", result.asked().file().map(Path::toString).orElse(null));
        object.put("proposal", result.proposal().name());
        object.put("protocol", result.proposal().variant().protocol().name());
        object.put("plan", result.stageName());
        object.put("platform", result.platform().id());
        object.put("row", evidence.row().name().toLowerCase(Locale.ROOT));
        object.put("model", evidence.model());
        object.put("basis", evidence.basis().name().toLowerCase(Locale.ROOT));
        object.put("bounds", evidence.bounds());
        object.put("verdict", result.verdict().word());
        object.put("expected", result.expected().orElse(null));
        object.put("as_expected", asExpected(result.outcome()));
        object.put("outcome", result.outcome().label());
        object.put("executions", evidence.executions());
        object.put("seconds", Math.round(evidence.seconds() * 1000) / 1000.0);
        if (result.verdict() instanceof Verdict.Bounded bounded) {
            object.put("reasons", bounded.reasons());
        }
        if (result.verdict() instanceof Verdict.Violated violated) {
            object.put("counterexample", counterexample(result, violated.counterexample()));
            object.put(
                    "counterexamples",
                    violated.counterexamples().stream()
                            .map(each -> counterexample(result, each))
                            .toList());
            object.put("unknown", violated.unknown());
        }
        return Json.of(object);
    }

    /** Null where nothing was expected and nothing has to be. */
    private static Boolean asExpected(CheckResult.Outcome outcome) {
        return outcome == CheckResult.Outcome.ASKED ? null : (Boolean) outcome.isFine();
    }

    private static Map<String, Object> counterexample(CheckResult result, Counterexample example) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("clause", example.clause().name());
        object.put("citation", example.clause().citation());
        object.put("finding", example.finding());
        object.put("scenario", example.scenario());
        object.put(result.proposal().variant().protocol().unit().many(), example.bound());
        List<Object> timeline = new ArrayList<>();
        for (Counterexample.Step step : example.timeline()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("agent", example.agents().get(step.agent()));
            entry.put("position", step.position());
            entry.put("text", step.text());
            timeline.add(entry);
        }
        object.put("timeline", timeline);
        List<Object> missing = new ArrayList<>();
        for (Counterexample.MissingOrder order : example.missing()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("site", order.site());
            entry.put("orders", order.orders());
            entry.put("primitive", order.primitive());
            entry.put("why", order.why());
            missing.add(entry);
        }
        object.put("missing", missing);
        object.put("again", result.again(example.scenario(), example.bound()));
        return object;
    }
}
