package dev.fencepost.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command and what it printed, as shown in a {@code console} block of a Markdown file:
 *
 * <pre>
 * $ ./fencepost check proposals/
 * what it prints, on standard output
 * </pre>
 *
 * <p>A line {@code ...} stands for any number of lines. Times (also a last column with two decimals) and the width of
 * gaps are not compared.
 *
 * @param command the line after {@code $}
 * @param shown the lines below it
 */
record Transcript(String command, List<String> shown) {
    private static final Pattern BLOCK =
            Pattern.compile("^```console\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String LAUNCHER = "./fencepost ";
    private static final String ANYTHING = "...";

    /** All transcripts of a Markdown file. */
    static List<Transcript> in(String markdown) {
        List<Transcript> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(markdown);
        while (block.find()) {
            block.group(1).lines().forEach(line -> {
                if (line.startsWith("$ ")) {
                    found.add(new Transcript(line.substring(2), new ArrayList<>()));
                } else {
                    found.get(found.size() - 1).shown.add(line);
                }
            });
        }
        return found;
    }

    /**
     * Runs the command inside this JVM.
     *
     * @param root the folder that the command's relative paths start from
     * @return what it printed to standard output, without {@code root}
     */
    List<String> run(Path root) {
        if (!command.startsWith(LAUNCHER)) {
            throw new IllegalArgumentException("not a command of fencepost: " + command);
        }
        String[] args = command.substring(LAUNCHER.length()).trim().split(" +");
        // The first word is the command, even where a folder has its name.
        for (int i = 1; i < args.length; i++) {
            args[i] =
                    Files.exists(root.resolve(args[i])) ? root.resolve(args[i]).toString() : args[i];
        }
        return Run.of(args).out().replace(root + "/", "").lines().toList();
    }

    /** Whether this is what the command prints. */
    boolean matches(List<String> printed) {
        String pattern = shown.stream()
                .map(line -> line.equals(ANYTHING) ? "(?:.*\n)*?" : Pattern.quote(withoutVolatile(line)) + "\n")
                .collect(Collectors.joining());
        String text = printed.stream().map(line -> withoutVolatile(line) + "\n").collect(Collectors.joining());
        return text.matches(pattern);
    }

    private static String withoutVolatile(String line) {
        return line.replaceAll("\\b[0-9]+(\\.[0-9]+)? ?(ms|s)\\b", "# s")
                .replaceAll(" [0-9]+\\.[0-9]{2}$", " #")
                .replaceAll("(?<=\\S) {2,}(?=\\S)", " ")
                .stripTrailing();
    }
}
