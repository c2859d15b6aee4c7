package dev.fencepost.workbench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fencepost help COMMAND}: the same as {@code fencepost COMMAND --help}. */
@Command(name = "help", description = "Show the help of a command.")
final class HelpCommand implements Callable<Integer> {
    private final Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command, or nothing for all of them.")
    private String command;

    HelpCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        CommandLine wanted = command == null ? root : root.getSubcommands().get(command);
        if (wanted == null) {
            throw new BadInput("unknown command '" + command + "'"
                    + Nearest.to(command, root.getSubcommands().keySet())
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(""));
        }
        wanted.usage(output.out());
        return ExitStatus.EXPECTED;
    }
}
