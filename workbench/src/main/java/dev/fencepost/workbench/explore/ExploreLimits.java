package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.Progress;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where an exploration gives up, as every {@code explore} takes it. */
final class ExploreLimits {
    /** For the footer of a help. */
    static final String EXIT_STATUS =
            "Exit status 0 for Holds, 1 for Violated, and 1 for Bounded: a limit was hit, which says nothing.";

    @Option(names = "--max-states", paramLabel = "N", description = "Stop at this many states.")
    private Long maxStates;

    @Option(names = "--max-memory", paramLabel = "MB", description = "Stop at this much memory for states.")
    private Long maxMemory;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Stop after this time.")
    private Long timeout;

    /**
     * What the options say.
     *
     * @throws BadInput if one is out of its range
     */
    Limits limits() {
        Limits limits = Limits.ofThisJvm();
        if (maxMemory != null) {
            long most = limits.bytes() >> 20;
            if (maxMemory < 1 || maxMemory > most) {
                throw new BadInput("--max-memory " + maxMemory + ": expected 1 to " + most
                        + " (give the JVM more with FENCEPOST_JAVA_OPTS=-Xmx...)");
            }
            limits = limits.withBytes(maxMemory << 20);
        }
        if (maxStates != null) {
            if (maxStates < 1 || maxStates > Limits.MOST_STATES) {
                throw new BadInput("--max-states " + maxStates + ": expected 1 to " + Limits.MOST_STATES);
            }
            limits = limits.withStates(maxStates);
        }
        if (timeout != null) {
            if (timeout < 0) {
                throw new BadInput("--timeout " + timeout + ": expected 0 or more");
            }
            limits = limits.withTime(Duration.ofSeconds(timeout));
        }
        return limits;
    }

    /** The options as they were given, each after a blank. */
    String words() {
        return word("--max-states", maxStates) + word("--max-memory", maxMemory) + word("--timeout", timeout);
    }

    private static String word(String name, Long value) {
        return value == null ? "" : " " + name + " " + value;
    }

    /** How far an exploration is, for {@link Progress}. */
    static String words(Listener.Progress now) {
        return String.format(
                Locale.ROOT,
                "%,d states, %,.0f states/s, %,d waiting, depth %d, %,d MB",
                now.states(),
                now.rate(),
                now.waiting(),
                now.depth(),
                now.bytes() >> 20);
    }
}
