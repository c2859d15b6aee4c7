package dev.fencepost.workbench.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command prints. Results go to {@link #out}, everything about the run (errors, progress) to {@link #err}.
 * Colours appear only where a terminal shows them, and not if {@code NO_COLOR} is set.
 */
public final class Output {
    private static final int DEFAULT_WIDTH = 80;

    /** Tables and help have no room in less; a terminal that is narrower breaks their lines itself. */
    private static final int LEAST_WIDTH = 55;

    /** What a piece of text means; how it looks is decided here. */
    public enum Style {
        /** As it should be: green. */
        GOOD("32"),
        /** Wrong: red. */
        BAD("31"),
        /** Needs a look, for example a limit that was hit: yellow. */
        CAUTION("33"),
        /** A heading: bold. */
        STRONG("1"),
        /** Of lesser weight: dim. */
        FAINT("2");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final FailureKeeper sink;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;

    /**
     * Prints to two streams, as UTF-8.
     *
     * @param out for results
     * @param err for errors and progress
     * @param terminal what is known about the other end
     */
    public Output(OutputStream out, OutputStream err, Terminal terminal) {
        this.sink = new FailureKeeper(out);
        this.out = new PrintWriter(new OutputStreamWriter(sink, StandardCharsets.UTF_8));
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        this.terminal = terminal;
    }

    /** The streams of this process. */
    public static Output ofProcess() {
        return new Output(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminal.of(System.getProperties(), System.getenv()));
    }

    /** For results. Buffered: {@link PrintWriter#flush} after a result that someone may be waiting for. */
    public PrintWriter out() {
        return out;
    }

    /** For errors and progress. */
    public PrintWriter err() {
        return err;
    }

    /** Columns to fill, at least 55: the terminal's, or 80. */
    public int width() {
        return Math.max(LEAST_WIDTH, columns());
    }

    private int columns() {
        return terminal.columns() > 0 ? terminal.columns() : DEFAULT_WIDTH;
    }

    /** Whether {@link #out} shows colours. */
    public boolean colours() {
        return terminal.out() && terminal.colours();
    }

    /** The text as {@link #out} should show it. */
    public String paint(Style style, String text) {
        return colours() ? painted(style, text) : text;
    }

    /** The text as {@link #err} should show it. */
    public String paintError(Style style, String text) {
        return terminal.err() && terminal.colours() ? painted(style, text) : text;
    }

    /** Starts to tell how a long run gets on; close it when the run ends. */
    public Progress progress(String what) {
        return Progress.start(what, err, terminal.err(), columns());
    }

    /**
     * Flushes everything, once, at the end.
     *
     * @param status the status that the command ended with
     * @return that status, or {@link ExitStatus#FAULT} if results were lost on the way
     */
    public int finish(int status) {
        out.flush();
        if (sink.lost()) {
            err.println("fencepost: cannot write the output: " + sink.reason());
            return ExitStatus.FAULT;
        }
        return status;
    }

    private static String painted(Style style, String text) {
        return "\u001b[" + style.code + "m" + text + "\u001b[0m";
    }

    /**
     * What is known about the other end of the two streams. The launcher looks, because the JDK tells only whether
     * standard input <em>and</em> output are a terminal.
     *
     * @param out whether results go to a terminal
     * @param err whether errors go to a terminal
     * @param colours whether the user wants colours on a terminal
     * @param columns its width, or 0 if unknown
     */
    public record Terminal(boolean out, boolean err, boolean colours, int columns) {
        /** Not a terminal: a file, a pipe, a test. */
        public static final Terminal NONE = new Terminal(false, false, false, 0);

        static Terminal of(Map<?, ?> properties, Map<String, String> environment) {
            String noColour = environment.getOrDefault("NO_COLOR", "");
            boolean dumb = "dumb".equals(environment.get("TERM"));
            Object columns = properties.get("fencepost.columns");
            boolean known = columns instanceof String text && text.matches("[1-9][0-9]{1,3}");
            return new Terminal(
                    "true".equals(properties.get("fencepost.terminal.out")),
                    "true".equals(properties.get("fencepost.terminal.err")),
                    noColour.isEmpty() && !dumb,
                    known ? Integer.parseInt((String) columns) : 0);
        }
    }
}
