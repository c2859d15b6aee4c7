package dev.fencepost.workbench.input;

import dev.fencepost.workbench.console.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code --guests} says: one number of guests, or all from the first to the second. */
public record GuestRange(int from, int to) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4}))?");
    private static final int MOST = 1000;

    public static GuestRange of(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new BadInput("--guests takes a number or a range such as 1..15, not '" + text + "'");
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (from < 1 || to < from || to > MOST) {
            throw new BadInput("--guests: 1 to " + MOST + ", the smaller number first, not '" + text + "'");
        }
        return new GuestRange(from, to);
    }
}
