package dev.fencepost.workbench;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The list of commands. A command is a {@code Callable<Integer>} with picocli's {@code @Command}, whose constructor
 * takes the {@link Output} it prints to; it returns an {@link ExitStatus} and throws {@link BadInput}.
 */
final class Commands {
    /** In the order that {@code --help} lists them: one line each. */
    private static final List<Function<Output, Object>> ALL = List.of(
            CheckCommand::new, //
            ExploreCommand::new, //
            ExplainCommand::new, //
            LitmusCommand::new, //
            MinimalCommand::new, //
            PlatformsCommand::new, //
            BugsCommand::new, //
            HelpCommand::new // keep this one last
            );

    private Commands() {}

    static void addTo(CommandLine root, Output output) {
        ALL.forEach(command -> root.addSubcommand(command.apply(output)));
    }
}
