package dev.fencepost.workbench;

import dev.fencepost.model.litmus.LitmusSummary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints answers as they come. Text is what herd7 prints, and what went wrong goes to standard error; JSON has one
 * object a line for every file.
 */
final class LitmusPrinter {
    private final Output output;
    private final boolean json;
    private final String model;
    private int status = ExitStatus.EXPECTED;

    LitmusPrinter(Output output, boolean json, String model) {
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
        if (json) {
            printJson(judged.file(), summary, verdict(summary), judged.seconds());
            return;
        }
        output.out().print(summary.text(judged.seconds()));
        if (summary.isBounded()) {
            complain(judged.file(), "a loop ran into its bound, outcomes may be missing: see --unroll");
        }
    }

    /**
     * herd7's word, except where a loop was cut: what was found then exists, so Sometimes stays Sometimes, but neither
     * Never nor Always is shown.
     */
    private static String verdict(LitmusSummary summary) {
        boolean decided = !summary.isBounded() || summary.positive() > 0 && summary.negative() > 0;
        return decided ? summary.observation() : "Bounded";
    }

    private void timedOut(LitmusAnswer.TimedOut timedOut) {
        LitmusSummary summary = timedOut.summary();
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
        fields.put("model", model);
        fields.put("verdict", verdict);
        fields.put("states", summary.states().size());
        fields.put("positive", summary.positive());
        fields.put("negative", summary.negative());
        fields.put("flags", summary.flags());
        fields.put("condition", summary.test().conditionText());
        fields.put("seconds", Math.round(seconds * 1e6) / 1e6);
        fields.put("final_states", summary.states());
        output.out().println(Json.of(fields));
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
