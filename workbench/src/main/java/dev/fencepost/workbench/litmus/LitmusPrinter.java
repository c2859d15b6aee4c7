package dev.fencepost.workbench.litmus;

import dev.fencepost.model.litmus.LitmusSummary;
import dev.fencepost.model.litmus.Setting;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints answers as they come. Text is what herd7 prints, and what went wrong goes to standard error; JSON has one
 * object a line for every file.
 */
final class LitmusPrinter {
    private final Output output;
    private final boolean json;
    private final String model;
    private final Setting setting;
    private int status = ExitStatus.EXPECTED;

    LitmusPrinter(Output output, boolean json, String model, Setting setting) {
        this.setting = setting;
        this.output = output;
        this.json = json;
        this.model = model;
    }

    /** The exit status after everything printed so far. */
    int status() {
        return status;
    }

    void print(LitmusAnswer answer) {
        if (answer instanceof LitmusAnswer.Judged judged) {
            judged(judged);
        } else if (answer instanceof LitmusAnswer.TimedOut timedOut) {
            timedOut(timedOut);
        } else if (answer instanceof LitmusAnswer.Refused refused) {
            refused(refused);
        } else {
            failed((LitmusAnswer.Failed) answer);
        }
        output.out().flush();
    }

    private void judged(LitmusAnswer.Judged judged) {
        LitmusSummary summary = judged.summary();
        if (summary.observation().equals("Bounded")) {
            status = Math.max(status, ExitStatus.DIFFERS);
        }
        if (json) {
            printJson(judged.file(), summary, summary.observation(), judged.seconds());
            return;
        }
        String text = summary.text(judged.seconds());
        boolean likeHerd = model.equals("lkmm") && setting.platform().isEmpty();
        List<String> more = likeHerd ? List.of() : more(summary);
        output.out().print(more.isEmpty() ? text : text.stripTrailing() + "\n" + String.join("\n", more) + "\n\n");
        if (likeHerd) {
            summary.warnings().forEach(line -> complain(judged.file(), line));
        }
        summary.limits().forEach(limit -> complain(judged.file(), "Bounded: " + limit));
    }

    /** What herd7 does not say. */
    private List<String> more(LitmusSummary summary) {
        List<String> lines = new ArrayList<>(summary.warnings());
        setting.platform().ifPresent(platform -> {
            lines.add("Platform " + platform.id() + ": " + platform.row().name().toLowerCase(Locale.ROOT) + ", "
                    + setting.memoryModel(summary.test().program()).name());
            summary.witness().ifPresent(witness -> {
                lines.add("For example:");
                lines.addAll(new LitmusWitness(summary.test(), witness).lines(heads(summary), output.width()));
            });
        });
        return lines;
    }

    private List<String> heads(LitmusSummary summary) {
        int threads = summary.test().program().threads().size();
        return IntStream.range(0, threads)
                .mapToObj(thread ->
                        "P" + thread + ", " + setting.side(thread, threads).label())
                .toList();
    }

    private void timedOut(LitmusAnswer.TimedOut timedOut) {
        LitmusSummary summary = timedOut.summary();
        status = Math.max(status, ExitStatus.DIFFERS);
        if (json) {
            printJson(timedOut.file(), summary, "Timeout", timedOut.seconds());
            return;
        }
        String name = summary.test().name();
        output.out().println("Test " + name + " " + summary.test().quantifier().kind());
        output.out().println("Timeout, after " + (summary.positive() + summary.negative()) + " executions");
        output.out().printf(Locale.ROOT, "Time %s %.2f%n%n", name, timedOut.seconds());
    }

    private void printJson(String file, LitmusSummary summary, String verdict, double seconds) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("test", summary.test().name());
        fields.put(
                "model",
                setting.platform().isEmpty()
                        ? model
                        : setting.memoryModel(summary.test().program()).name());
        setting.platform().ifPresent(platform -> {
            fields.put("platform", platform.id());
            fields.put("row", platform.row().name().toLowerCase(Locale.ROOT));
        });
        fields.put("verdict", verdict);
        fields.put("states", summary.states().size());
        fields.put("positive", summary.positiveWitnesses());
        fields.put("negative", summary.negativeWitnesses());
        fields.put("flags", summary.flags());
        putUnlessEmpty(fields, "bounded", summary.limits());
        putUnlessEmpty(fields, "warnings", summary.warnings());
        fields.put("condition", summary.test().conditionText());
        fields.put("seconds", Math.round(seconds * 1e6) / 1e6);
        fields.put("final_states", summary.states());
        output.out().println(Json.of(fields));
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String key, List<String> values) {
        if (!values.isEmpty()) {
            fields.put(key, values);
        }
    }

    private void refused(LitmusAnswer.Refused refused) {
        status = Math.max(status, ExitStatus.BAD_INPUT);
        String place = refused.line() > 0 ? ":" + refused.line() + ":" + refused.column() : "";
        complain(refused.file() + place, refused.message());
        if (json) {
            printError(refused.file(), refused.line(), refused.message());
        }
    }

    private void failed(LitmusAnswer.Failed failed) {
        status = ExitStatus.FAULT;
        output.out().flush();
        output.err()
                .println(output.paintError(Output.Style.BAD, "fencepost: internal fault: ") + failed.file() + ": "
                        + failed.fault());
        if (json) {
            printError(failed.file(), 0, "internal fault: " + failed.fault());
        }
    }

    private void printError(String file, int line, String message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file);
        fields.put("line", line);
        fields.put("error", message);
        output.out().println(Json.of(fields));
    }

    private void complain(String place, String message) {
        output.out().flush();
        output.err().println(output.paintError(Output.Style.BAD, "fencepost: ") + place + ": " + message);
    }
}
