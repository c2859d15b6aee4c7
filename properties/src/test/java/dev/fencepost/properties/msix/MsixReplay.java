package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.properties.msix.MsixOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history with its table, as a text that a shell leaves alone: {@code 3-zero:u0.0d0.1e0.0m0.0} is a table of three
 * vectors whose refused reads give 0, then USE(0) DECODE(1) EVENT(0) MASK(0, 0).
 */
public record MsixReplay(Setup setup, List<MsixOperation> history) {
    /** Holds the text for {@link MsixProperties#replay}. */
    static final String PROPERTY = "fencepost.msix";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})-(ones|zero):(.*)");
    private static final Pattern OPERATION = Pattern.compile("\\G([a-z])(\\d{1,9})\\.(\\d{1,9})");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static MsixReplay of(String text) {
        Matcher whole = TEXT.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "not a history: '" + text + "', expected a table and operations as in 3-zero:u0.0e0.0");
        }
        BadRead badRead = whole.group(2).equals("ones") ? BadRead.ALL_ONES : BadRead.ZERO;
        List<MsixOperation> history = new ArrayList<>();
        Matcher next = OPERATION.matcher(whole.group(3));
        int end = 0;
        while (next.find()) {
            history.add(new MsixOperation(
                    kind(next.group(1).charAt(0)), Integer.parseInt(next.group(2)), Integer.parseInt(next.group(3))));
            end = next.end();
        }
        if (end < whole.group(3).length()) {
            throw new IllegalArgumentException(
                    "no operation at '" + whole.group(3).substring(end) + "' of a history");
        }
        return new MsixReplay(new Setup(Integer.parseInt(whole.group(1)), badRead), history);
    }

    private static Kind kind(char letter) {
        for (Kind kind : Kind.values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no operation '" + letter + "' of a history");
    }

    /** Runs the history on the implementation; a failure says how to run it again. */
    void run() {
        run(TableDevice::new);
    }

    /** The same on any device. */
    public void run(Function<Setup, MsixDevice> device) {
        try {
            new MsixHistory(setup, device.apply(setup)).run(history);
        } catch (AssertionError | RuntimeException failed) {
            AssertionError told = new AssertionError(failed + "\nRun it again:\n  " + command(), failed);
            // jqwik tells failures apart by where they come from, and shrinks to one of the same place.
            told.setStackTrace(failed.getStackTrace());
            throw told;
        }
    }

    /** What runs exactly this history. */
    String command() {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=MsixProperties#replay -D"
                + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(setup.vectors())
                .append(setup.badRead() == BadRead.ALL_ONES ? "-ones:" : "-zero:");
        for (MsixOperation operation : history) {
            text.append(String.format(
                    Locale.ROOT, "%c%d.%d", operation.kind().letter, operation.place(), operation.value()));
        }
        return text.toString();
    }
}
