package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.vring.SplitOperation.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history with its ring, as a text that a shell leaves alone: {@code 2ep-65530:a4.2tu0.3g} is a ring of 2^2 entries
 * with EVENT_IDX and payload in place, its indices from 65530, then ADD(4,2) TAKE USE(0,3) GET.
 */
record SplitReplay(SplitSetup setup, List<SplitOperation> history) {
    /** Holds the text for {@link SplitReplayProperties}. */
    static final String PROPERTY = "fencepost.history";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})(e?)(o?)(t?)(p?)-(\\d{1,5}):(.*)");
    private static final Pattern OPERATION = Pattern.compile("\\G([a-z])(?:(\\d{1,9})\\.(\\d{1,9}))?");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static SplitReplay of(String text) {
        Matcher whole = TEXT.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "not a history: '" + text + "', expected a ring and operations as in 2ep-65530:a4.2tu0.3g");
        }
        SplitSetup setup = new SplitSetup(
                Integer.parseInt(whole.group(1)),
                !whole.group(2).isEmpty(),
                !whole.group(3).isEmpty(),
                !whole.group(4).isEmpty(),
                !whole.group(5).isEmpty(),
                Integer.parseInt(whole.group(6)));
        return new SplitReplay(setup, operations(whole.group(7)));
    }

    private static List<SplitOperation> operations(String text) {
        List<SplitOperation> history = new ArrayList<>();
        Matcher next = OPERATION.matcher(text);
        int end = 0;
        while (next.find()) {
            Kind kind = kind(next.group(1).charAt(0));
            if (kind == null || kind.numbered != (next.group(2) != null)) {
                break;
            }
            int first = kind.numbered ? Integer.parseInt(next.group(2)) : 0;
            int second = kind.numbered ? Integer.parseInt(next.group(3)) : 0;
            history.add(new SplitOperation(kind, first, second));
            end = next.end();
        }
        if (end < text.length()) {
            throw new IllegalArgumentException("no operation at '" + text.substring(end) + "' of a history");
        }
        return history;
    }

    private static Kind kind(char letter) {
        for (Kind kind : Kind.values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        return null;
    }

    /** Runs the history on fresh memory; a failure says how to run it again. */
    void run() {
        run(UnaryOperator.identity());
    }

    /** The same where driver and device see the memory through {@code seen}. */
    void run(UnaryOperator<SharedMemory> seen) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SplitHistory.MEMORY + 16)
                .alignedSlice(16)
                .limit(SplitHistory.MEMORY)
                .slice();
        SharedMemory memory = MappedMemory.of(bytes, BarrierPolicy.WEAK);
        try {
            new SplitHistory(setup, memory, seen.apply(memory)).run(history);
        } catch (AssertionError | RuntimeException failed) {
            AssertionError told = new AssertionError(failed + "\nRun it again:\n  " + command(), failed);
            // jqwik tells failures apart by where they come from, and shrinks to one of the same place.
            told.setStackTrace(failed.getStackTrace());
            throw told;
        }
    }

    /** What runs exactly this history. */
    String command() {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=SplitReplayProperties#replay"
                + " -D" + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(setup.log())
                .append(setup.eventIdx() ? "e" : "")
                .append(setup.inOrder() ? "o" : "")
                .append(setup.tables() ? "t" : "")
                .append(setup.inPlace() ? "p" : "")
                .append('-')
                .append(setup.firstIndex())
                .append(':');
        for (SplitOperation operation : history) {
            text.append(operation.kind().letter);
            if (operation.kind().numbered) {
                text.append(operation.first()).append('.').append(operation.second());
            }
        }
        return text.toString();
    }
}
