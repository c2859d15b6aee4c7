package dev.fencepost.workbench.console;

import dev.fencepost.model.c.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How things that went wrong are told. A fault of the tool starts with another prefix than a word about the user's
 * input, and both go to standard error.
 */
public final class Errors {
    private Errors() {}

    /** A wrong command line: says what is wrong, the nearest valid word if there is one, and where the help is. */
    public static int usage(Output output, ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        complain(output, wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            suggestion(command, unmatched.getUnmatched().get(0)).ifPresent(output.err()::println);
        }
        output.err().println("Try '" + command.qualifiedName() + " --help'.");
        return ExitStatus.BAD_INPUT;
    }

    private static Optional<String> suggestion(CommandSpec command, String word) {
        List<String> valid = new ArrayList<>(command.optionsMap().keySet());
        valid.addAll(command.subcommands().keySet());
        String name = word.startsWith("-") ? word.replaceFirst("=.*", "") : word;
        return Nearest.to(name, valid).map(nearest -> "Did you mean '" + nearest + "'?");
    }

    /** Whatever a command threw: {@link BadInput} is about the input, everything else is a fault of the tool. */
    public static int thrown(Output output, Exception thrown, boolean debug) {
        if (!(thrown instanceof BadInput)) {
            return fault(output, thrown, debug);
        }
        complain(output, thrown.getMessage());
        if (debug) {
            trace(output, thrown);
        }
        return ExitStatus.BAD_INPUT;
    }

    /** A fault of the tool. */
    public static int fault(Output output, Throwable fault, boolean debug) {
        output.err().println(output.paintError(Output.Style.BAD, "fencepost: internal fault: ") + fault);
        output.err().println("This is a defect of fencepost and says nothing about the protocol it was checking.");
        if (debug) {
            trace(output, fault);
        } else {
            output.err().println("Please report it with the command line, its input and what it prints with --debug.");
        }
        output.err().flush();
        return ExitStatus.FAULT;
    }

    /** Whether stack traces are wanted: {@code --debug} or {@code -Dfencepost.debug}. */
    public static boolean debug(String... args) {
        String property = System.getProperty("fencepost.debug");
        return Arrays.asList(args).contains("--debug") || (property != null && !property.equals("false"));
    }

    private static void complain(Output output, String message) {
        output.out().flush();
        message.lines()
                .forEach(line -> output.err().println(output.paintError(Output.Style.BAD, "fencepost: ") + line));
    }

    private static void trace(Output output, Throwable thrown) {
        thrown.printStackTrace(output.err());
    }
}
