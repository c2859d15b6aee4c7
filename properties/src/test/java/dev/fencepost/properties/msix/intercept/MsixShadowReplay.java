package dev.fencepost.properties.msix.intercept;

import dev.fencepost.model.msix.intercept.Action;
import dev.fencepost.model.msix.intercept.Action.DeviceEvent;
import dev.fencepost.model.msix.intercept.Action.DeviceModelRuns;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestDecode;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HostMask;
import dev.fencepost.model.msix.intercept.Action.HypervisorCompletes;
import dev.fencepost.model.msix.intercept.Action.Reassign;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A history of {@link MsixShadowHistory} as a text that a shell leaves alone: {@code today:c1.0w3.5.-e3} is today's
 * design, then MSI-X enabled and open, a write of message 5 to vector 3 that leaves its mask alone, and an event of
 * vector 3.
 */
record MsixShadowReplay(boolean forwardsMasks, List<Action> history) {
    /** Holds the text for {@link MsixShadowReplayTest#replay}. */
    static final String PROPERTY = "fencepost.msix.shadow";

    private static final Pattern TEXT = Pattern.compile("(today|2010):(.*)");
    private static final String VECTOR = "[0-" + (MsixShadowHistory.VECTORS - 1) + "]";
    private static final Pattern ACTION = Pattern.compile("\\G(?:w(?<write>" + VECTOR
            + ")\\.(?<message>\\d{1,9}|-)\\.(?<control>[01]|-)|c(?<enable>[01])\\.(?<all>[01])|d(?<decode>[01])"
            + "|h(?<host>" + VECTOR + ")\\.(?<masked>[01])|e(?<event>" + VECTOR + ")|(?<plain>[mpr]))");

    MsixShadowReplay {
        history = List.copyOf(history);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static MsixShadowReplay of(String text) {
        Matcher whole = TEXT.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "not a history: '" + text + "', expected a design and actions as in today:c1.0w3.5.-e3");
        }
        List<Action> history = new ArrayList<>();
        Matcher next = ACTION.matcher(whole.group(2));
        int end = 0;
        while (next.find()) {
            history.add(action(next));
            end = next.end();
        }
        if (end < whole.group(2).length()) {
            throw new IllegalArgumentException("no action at '" + whole.group(2).substring(end) + "' of a history");
        }
        return new MsixShadowReplay(whole.group(1).equals("today"), history);
    }

    private static Action action(Matcher text) {
        if (text.group("write") != null) {
            int message = part(text.group("message"));
            int control = part(text.group("control"));
            if (message < 0 && control < 0) {
                throw new IllegalArgumentException("'" + text.group() + "' of a history writes nothing");
            }
            return new GuestWrite(part(text.group("write")), message, control);
        } else if (text.group("enable") != null) {
            return new GuestControl(part(text.group("enable")) == 1, part(text.group("all")) == 1);
        } else if (text.group("decode") != null) {
            return new GuestDecode(part(text.group("decode")) == 1);
        } else if (text.group("host") != null) {
            return new HostMask(part(text.group("host")), part(text.group("masked")) == 1);
        } else if (text.group("event") != null) {
            return new DeviceEvent(part(text.group("event")));
        }
        return switch (text.group("plain")) {
            case "m" -> new DeviceModelRuns();
            case "p" -> new HypervisorCompletes();
            default -> new Reassign();
        };
    }

    private static int part(String text) {
        return text.equals("-") ? -1 : Integer.parseInt(text);
    }

    /** Runs the history on the implementation; a failure says how to run it again. */
    void run() {
        run(() -> new MsixShadowHistory(forwardsMasks));
    }

    /** The same on anything. */
    void run(Supplier<MsixShadowHistory> histories) {
        try {
            MsixShadowHistory run = histories.get();
            history.forEach(run::step);
        } catch (AssertionError | RuntimeException failed) {
            AssertionError told = new AssertionError(failed + "\nRun it again:\n  " + command(), failed);
            // jqwik tells failures apart by where they come from, and shrinks to one of the same place.
            told.setStackTrace(failed.getStackTrace());
            throw told;
        }
    }

    /** What runs exactly this history. */
    String command() {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=MsixShadowReplayTest#replay -D" + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(forwardsMasks ? "today:" : "2010:");
        history.forEach(action -> text.append(word(action)));
        return text.toString();
    }

    private static String word(Action action) {
        if (action instanceof GuestWrite write) {
            return "w" + write.vector() + "." + word(write.message()) + "." + word(write.control());
        } else if (action instanceof GuestControl control) {
            return "c" + bit(control.enable()) + "." + bit(control.maskAll());
        } else if (action instanceof GuestDecode decode) {
            return "d" + bit(decode.on());
        } else if (action instanceof HostMask mask) {
            return "h" + mask.vector() + "." + bit(mask.masked());
        } else if (action instanceof DeviceEvent event) {
            return "e" + event.vector();
        } else if (action instanceof Reassign) {
            return "r";
        }
        return action instanceof DeviceModelRuns ? "m" : "p";
    }

    private static String word(int part) {
        return part < 0 ? "-" : Integer.toString(part);
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }
}
