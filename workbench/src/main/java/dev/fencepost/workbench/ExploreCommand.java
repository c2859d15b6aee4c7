package dev.fencepost.workbench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fencepost explore MODEL}: every state that a model reaches. */
@Command(
        name = "explore",
        description = "Visit every state that a model reaches, and show the shortest way to a broken clause.",
        commandListHeading = "%nModels, each with a --help of its own:%n",
        footer = {"", ExploreModel.EXIT_STATUS})
final class ExploreCommand implements Callable<Integer>, CommandGroup {
    /** A model adds one line. */
    private static final List<Function<Output, Object>> MODELS = List.of(
            ExploreSplitRing::new, //
            ExploreMsix::new,
            ExploreDispatch::new,
            ExploreGrantTable::new,
            ExplorePackedRing::new, //
            ExplorePersistentGrants::new //
            );

    private final Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> words = List.of();

    ExploreCommand(Output output) {
        this.output = output;
    }

    @Override
    public List<Function<Output, Object>> commands() {
        return MODELS;
    }

    /** Arrives here only without the name of a model. */
    @Override
    public Integer call() {
        if (!words.isEmpty()) {
            throw Choice.unknown(
                    "model", words.get(0), List.copyOf(spec.subcommands().keySet()));
        }
        spec.commandLine().usage(output.err());
        return ExitStatus.BAD_INPUT;
    }
}
