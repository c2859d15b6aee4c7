package dev.fencepost.workbench;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Output;
import java.util.List;
import java.util.Map;
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

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, or nothing for all of them.")
    private List<String> words = List.of();

    HelpCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        CommandLine wanted = spec.root().commandLine();
        for (String word : words) {
            Map<String, CommandLine> known = wanted.getSubcommands();
            if (!known.containsKey(word)) {
                throw new BadInput("unknown command '" + word + "'"
                        + Nearest.to(word, known.keySet())
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse(""));
            }
            wanted = known.get(word);
        }
        wanted.usage(output.out());
        return ExitStatus.EXPECTED;
    }
}
