package dev.fencepost.properties.ring;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.properties.ring.RingOperation.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history with its ring, as a text that a shell leaves alone: {@code 2ep-65530:a4.2tu0.3g} is a ring of 2^2 entries
 * with EVENT_IDX and payload in place, its indices from 65530, then ADD(4,2) TAKE USE(0,3) GET; {@code packed3ep:}
 * begins one of a packed ring of 3 entries.
 */
public record RingReplay(RingSetup setup, List<RingOperation> history) {
    /** Holds the text for {@link RingReplayProperties}. */
    static final String PROPERTY = "fencepost.history";

    private static final Pattern OPERATION = Pattern.compile("\\G([a-z])(?:(\\d{1,9})\\.(\\d{1,9}))?");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static RingReplay of(String text) {
        int colon = text.indexOf(':');
        RingSetup setup = colon < 0 ? null : RingSetup.of(text.substring(0, colon));
        if (setup == null) {
            throw new IllegalArgumentException("not a history: '" + text
                    + "', expected a ring and operations as in 2ep-65530:a4.2tu0.3g or packed3ep:a4.2tu0.3g");
        }
        return new RingReplay(setup, operations(text.substring(colon + 1)));
    }

    private static List<RingOperation> operations(String text) {
        List<RingOperation> history = new ArrayList<>();
        Matcher next = OPERATION.matcher(text);
        int end = 0;
        while (next.find()) {
            Kind kind = kind(next.group(1).charAt(0));
            if (kind == null || kind.numbered != (next.group(2) != null)) {
                break;
            }
            int first = kind.numbered ? Integer.parseInt(next.group(2)) : 0;
            int second = kind.numbered ? Integer.parseInt(next.group(3)) : 0;
            history.add(new RingOperation(kind, first, second));
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
    public void run() {
        run(UnaryOperator.identity());
    }

    /** The same where driver and device see the memory through {@code seen}. */
    void run(UnaryOperator<SharedMemory> seen) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(RingHistory.MEMORY + 16)
                .alignedSlice(16)
                .limit(RingHistory.MEMORY)
                .slice();
        SharedMemory memory = MappedMemory.of(bytes, BarrierPolicy.WEAK);
        try {
            new RingHistory(setup, memory, seen.apply(memory)).run(history);
        } catch (AssertionError | RuntimeException failed) {
            AssertionError told = new AssertionError(failed + "\nRun it again:\n  " + command(), failed);
            // jqwik tells failures apart by where they come from, and shrinks to one of the same place.
            told.setStackTrace(failed.getStackTrace());
            throw told;
        }
    }

    /** What runs exactly this history. */
    String command() {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=RingReplayProperties#replay"
                + " -D" + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(setup.text()).append(':');
        for (RingOperation operation : history) {
            text.append(operation.kind().letter);
            if (operation.kind().numbered) {
                text.append(operation.first()).append('.').append(operation.second());
            }
        }
        return text.toString();
    }
}
