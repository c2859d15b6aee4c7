package dev.fencepost.properties.grant.table;

import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.grant.table.GrantOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history, as a text that a shell leaves alone: {@code g0.1.2m1.0.0} is GRANT(0,1,2) MAP(1,0,0).
 *
 * @param history its steps
 */
record GrantReplay(List<GrantOperation> history) {
    /** Holds the text for {@link GrantReplayProperties}. */
    static final String PROPERTY = "fencepost.history";

    private static final Pattern OPERATION = Pattern.compile("\\G([a-z])(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static GrantReplay of(String text) {
        List<GrantOperation> history = new ArrayList<>();
        Matcher next = OPERATION.matcher(text);
        int end = 0;
        while (next.find()) {
            Kind kind = kind(next.group(1).charAt(0));
            if (kind == null) {
                break;
            }
            history.add(new GrantOperation(
                    kind,
                    Integer.parseInt(next.group(2)),
                    Integer.parseInt(next.group(3)),
                    Integer.parseInt(next.group(4))));
            end = next.end();
        }
        if (end < text.length() || text.isEmpty()) {
            throw new IllegalArgumentException(
                    "no operation at '" + text.substring(end) + "' of a history, expected one as in g0.1.2");
        }
        return new GrantReplay(history);
    }

    private static Kind kind(char letter) {
        for (Kind kind : Kind.values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        return null;
    }

    /** Runs the history on fresh tables; a failure says how to run it again. */
    void run() {
        run(UnaryOperator.identity());
    }

    /** The same where the hypervisor sees the tables through {@code seen}. */
    void run(UnaryOperator<SharedMemory> seen) {
        try {
            new GrantHistory(seen).run(history);
        } catch (AssertionError | RuntimeException failed) {
            AssertionError told = new AssertionError(failed + "\nRun it again:\n  " + command(), failed);
            // jqwik tells failures apart by where they come from, and shrinks to one of the same place.
            told.setStackTrace(failed.getStackTrace());
            throw told;
        }
    }

    /** What runs exactly this history. */
    String command() {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=GrantReplayProperties#replay"
                + " -D" + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (GrantOperation o : history) {
            text.append(o.kind().letter)
                    .append(o.a())
                    .append('.')
                    .append(o.b())
                    .append('.')
                    .append(o.c());
        }
        return text.toString();
    }
}
