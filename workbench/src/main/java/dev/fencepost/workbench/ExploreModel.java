package dev.fencepost.workbench;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Listener;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One model of {@code explore}. A model extends this with a {@code @Command}, its options, and the machine that they
 * describe.
 */
abstract class ExploreModel implements Callable<Integer> {
    /** For the footer of its help. */
    static final String EXIT_STATUS =
            "Exit status 0 for Holds, 1 for Violated, and 1 for Bounded: a limit was hit, which says nothing.";

    private final Output output;

    @Spec
    private CommandSpec spec;

    @Option(names = "--max-states", paramLabel = "N", description = "Stop at this many states.")
    private Long maxStates;

    @Option(names = "--max-memory", paramLabel = "MB", description = "Stop at this much memory for states.")
    private Long maxMemory;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Stop after this time.")
    private Long timeout;

    @Mixin
    private FormatOption format = new FormatOption();

    ExploreModel(Output output) {
        this.output = output;
    }

    /**
     * What the options describe.
     *
     * @throws BadInput if they describe nothing; an IllegalArgumentException counts as one
     */
    protected abstract Machine<?> machine();

    @Override
    public Integer call() {
        Machine<?> machine;
        try {
            machine = machine();
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage(), e);
        }
        Exploration<?> exploration = explore(machine, limits());
        Verdict verdict = exploration.verdict();
        if (format.json()) {
            output.out().println(ExploreReport.json(exploration, verdict, again()));
        } else {
            new ExploreReport(output).print(exploration, verdict, again());
        }
        return verdict instanceof Verdict.Holds ? ExitStatus.EXPECTED : ExitStatus.DIFFERS;
    }

    private Exploration<?> explore(Machine<?> machine, Limits limits) {
        try (Progress progress = output.progress("exploring")) {
            return Explorer.explore(machine, limits, now -> progress.step(words(now)));
        }
    }

    private static String words(Listener.Progress now) {
        return String.format(
                Locale.ROOT,
                "%,d states, %,.0f states/s, %,d waiting, depth %d, %,d MB",
                now.states(),
                now.rate(),
                now.waiting(),
                now.depth(),
                now.bytes() >> 20);
    }

    private Limits limits() {
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

    /** The command line that shows the same again: what was chosen, and what is chosen by default. */
    private String again() {
        List<String> words = new ArrayList<>(List.of("./fencepost", "explore", spec.name()));
        for (OptionSpec option : spec.options()) {
            boolean shown = option.defaultValue() != null
                    || spec.commandLine().getParseResult().hasMatchedOption(option);
            if (shown && !option.names()[0].equals("--format") && !option.inherited()) {
                words.addAll(words(option));
            }
        }
        return String.join(" ", words);
    }

    private static List<String> words(OptionSpec option) {
        Object value = option.getValue();
        String name = option.names()[0];
        if (value instanceof Boolean chosen) {
            return chosen ? List.of(name) : List.of();
        }
        Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
        return values.stream().map(each -> name + " " + each).toList();
    }
}
