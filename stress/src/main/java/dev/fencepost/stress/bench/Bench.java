package dev.fencepost.stress.bench;

import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and ends with a table of that run; arguments are those of JMH, for example {@code FenceCost -f
 * 1}. Exit status 1 where a benchmark failed, 2 where the arguments are wrong.
 */
public final class Bench {
    /** What Agrona needs from the JVM. */
    public static final String AGRONA = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

    private Bench() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        try {
            CommandLineOptions options = new CommandLineOptions(arguments);
            if (isQuestion(options)) {
                Main.main(arguments);
                return;
            }
            // A table with a hole where a benchmark failed would pass for a whole one.
            Options all =
                    new OptionsBuilder().parent(options).shouldFailOnError(true).build();
            System.out.print("\n" + BenchTable.of(new Runner(all).run()));
        } catch (CommandLineOptionException wrong) {
            end(2, wrong.getMessage() + "; -h shows the options");
        } catch (NoBenchmarksException none) {
            end(2, "no benchmark has such a name; -l lists them");
        } catch (RunnerException failed) {
            end(1, "no table: " + failed.getMessage());
        }
    }

    private static boolean isQuestion(CommandLineOptions options) {
        return options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
    }

    private static void end(int status, String why) {
        System.err.println("bench: " + why);
        System.exit(status);
    }
}
