package dev.fencepost.workbench.explore;

import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.machine.Limits;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * One model of {@code explore}. A model extends this with a {@code @Command}, its options, and the machine that they
 * describe.
 */
abstract class ExploreModel implements Callable<Integer> {
    private final Output output;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExploreLimits limits = new ExploreLimits();

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
        ExploreCommand.refuseOptionsBefore(spec);
        Machine<?> machine;
        try {
            machine = machine();
        } catch (IllegalArgumentException e) {
            throw new BadInput(e.getMessage(), e);
        }
        Exploration<?> exploration = explore(machine, limits.limits());
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
            return Explorer.explore(machine, limits, now -> progress.step(ExploreLimits.words(now)));
        }
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
