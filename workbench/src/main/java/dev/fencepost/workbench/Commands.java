package dev.fencepost.workbench;

import dev.fencepost.workbench.bugs.BugsCommand;
import dev.fencepost.workbench.check.CheckCommand;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.CommandGroup;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.cost.CostCommand;
import dev.fencepost.workbench.explain.ExplainCommand;
import dev.fencepost.workbench.explain.PlatformsCommand;
import dev.fencepost.workbench.explore.ExploreCommand;
import dev.fencepost.workbench.litmus.LitmusCommand;
import dev.fencepost.workbench.minimal.MinimalCommand;
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
            CostCommand::new, //
            HelpCommand::new // keep this one last
            );

    private Commands() {}

    static void addTo(CommandLine root, Output output) {
        ALL.forEach(command -> add(root, command.apply(output), output));
    }

    private static void add(CommandLine parent, Object command, Output output) {
        CommandLine added = new CommandLine(command);
        parent.addSubcommand(added);
        if (command instanceof CommandGroup group) {
            group.commands().forEach(member -> add(added, member.apply(output), output));
        }
    }
}
