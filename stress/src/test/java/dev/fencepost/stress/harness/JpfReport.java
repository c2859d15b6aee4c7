package dev.fencepost.stress.harness;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Java PathFinder printed. Its exit status says nothing, and "no errors" is also what it says when a path ended at
 * a limit or at something that it could not run; so a run counts only with proof that it got somewhere.
 *
 * @param text everything that it printed
 */
record JpfReport(String text) {
    private static final Pattern STATES =
            Pattern.compile("states: +new=(\\d+),visited=\\d+,backtracked=\\d+,end=(\\d+)");
    private static final Pattern CONSTRAINTS = Pattern.compile("search: +maxDepth=\\d+,constraints=(\\d+)");
    private static final Pattern ERROR = Pattern.compile("(?m)^error #1: \\S+ \"(.*)\"");
    private static final Pattern ASSERTION = Pattern.compile("(?m)^java\\.lang\\.AssertionError: (.*)$");

    /** Why this is no answer at all; null if it is one. */
    String fault() {
        if (!STATES.matcher(text).find() || !CONSTRAINTS.matcher(text).find()) {
            return "no statistics";
        }
        if (ERROR.matcher(text).find()) {
            return ASSERTION.matcher(text).find() ? null : "an error that is not the harness's own";
        }
        if (!text.contains("no errors detected")) {
            return "neither an error nor 'no errors detected'";
        }
        if (number(CONSTRAINTS, 1) != 0) {
            return "a limit was hit: constraints=" + number(CONSTRAINTS, 1);
        }
        if (number(STATES, 2) == 0 || !text.contains(Harness.END)) {
            return "no path reached its end";
        }
        return null;
    }

    /** What the harness found; null if it found nothing. */
    String violation() {
        Matcher found = ASSERTION.matcher(text);
        return found.find() ? found.group(1) : null;
    }

    /** How many states it visited. */
    int states() {
        return number(STATES, 1);
    }

    private int number(Pattern pattern, int group) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Integer.parseInt(found.group(group)) : -1;
    }
}
