package dev.fencepost.workbench;

import dev.fencepost.workbench.console.Errors;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code fencepost COMMAND}. The commands themselves stand in {@link Commands}. */
@Command(
        name = "fencepost",
        versionProvider = Version.class,
        description = "Which fences does a shared-memory device protocol really need?",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit status:",
            "  0  everything is as expected",
            "  1  a verdict differs from what was expected",
            "  2  the command line or an input file is wrong",
            "  3  fencepost itself failed"
        })
public final class Fencepost implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces when fencepost itself fails.")
    private boolean debug;

    private Fencepost() {}

    /** Runs one command line and ends the JVM with its {@link ExitStatus}; an interrupt (Ctrl-C) ends it with 130. */
    public static void main(String[] args) {
        System.exit(run(Output.ofProcess(), args));
    }

    /**
     * Runs one command line inside this JVM.
     *
     * @param output where everything is printed
     * @param args the words after {@code fencepost}
     * @return an {@link ExitStatus}
     */
    public static int run(Output output, String... args) {
        try {
            return output.finish(commandLine(output).execute(args));
        } catch (Throwable fault) { // picocli handles exceptions; a StackOverflowError arrives here
            return Errors.fault(output, fault, Errors.debug(args));
        }
    }

    /** The whole command line, ready to run or to be asked for its help. */
    static CommandLine commandLine(Output output) {
        CommandLine root = new CommandLine(new Fencepost());
        Commands.addTo(root, output);
        return root.setOut(output.out())
                .setErr(output.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(output.colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(output.width())
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((wrong, args) -> Errors.usage(output, wrong))
                .setExecutionExceptionHandler(
                        (thrown, command, parsed) -> Errors.thrown(output, thrown, Errors.debug(args(parsed))));
    }

    private static String[] args(CommandLine.ParseResult parsed) {
        return parsed.originalArgs().toArray(String[]::new);
    }

    /** Without a command: the help, on standard error, as a usage error. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitStatus.BAD_INPUT;
    }
}
