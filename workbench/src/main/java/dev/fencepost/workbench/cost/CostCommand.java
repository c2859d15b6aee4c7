package dev.fencepost.workbench.cost;

import dev.fencepost.workbench.console.CommandGroup;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Choice;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fencepost cost SUBJECT}: what something costs. */
@Command(
        name = "cost",
        description = "Draw what a design costs against what was published, and say where each number comes from.",
        commandListHeading = "%nSubjects, each with a --help of its own:%n")
public final class CostCommand implements Callable<Integer>, CommandGroup {
    /** A subject adds one line. */
    private static final List<Function<Output, Object>> SUBJECTS = List.of(
            CostGrantsCommand::new, //
            CostMsixCommand::new //
            );

    private final Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> words = List.of();

    public CostCommand(Output output) {
        this.output = output;
    }

    @Override
    public List<Function<Output, Object>> commands() {
        return SUBJECTS;
    }

    /** Arrives here only without the name of a subject. */
    @Override
    public Integer call() {
        if (!words.isEmpty()) {
            throw Choice.unknown(
                    "subject", words.get(0), List.copyOf(spec.subcommands().keySet()));
        }
        spec.commandLine().usage(output.err());
        return ExitStatus.BAD_INPUT;
    }
}
