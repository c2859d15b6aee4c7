package dev.fencepost.model.litmus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads litmus tests in the C dialect of herd7 and the Linux kernel.
 *
 * <p>A test is a name, an initial state, functions {@code P0}, {@code P1}... whose parameters are the addresses of the
 * locations of the same name, and a final condition. A register that nobody wrote holds 0. Beyond what herd7 reads this
 * also takes {@code for}, {@code &&} and {@code ||} between registers, {@code !}, {@code ~}, {@code %}, shifts, and C
 * comments everywhere, with the meaning they have in C.
 *
 * <p>Integers of 8 and 16 bits wrap around where they are stored or converted, unsigned ones of 32 bits compare as such
 * ({@link IntegerType}); all others are 32-bit and signed, as in herd7. A struct ({@link Structs}) has the fields that
 * some thread names, each a location {@code avail.idx} of its own; arrays are those of the initial state, with an index
 * that is a number or taken modulo the size.
 */
public final class LitmusReader {
    /** How many rounds of a loop herd7 explores unless told otherwise. */
    public static final int DEFAULT_UNROLL = 2;

    private final int unroll;

    /** A reader that bounds loops as herd7 does. */
    public LitmusReader() {
        this(DEFAULT_UNROLL);
    }

    /** A reader that gives every loop {@code unroll} (0 or more) rounds at most. */
    public LitmusReader(int unroll) {
        if (unroll < 0) {
            throw new IllegalArgumentException("loop bound " + unroll + " is negative");
        }
        this.unroll = unroll;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read at all
     * @throws LitmusException if it is no test that this reader knows
     */
    public LitmusTest read(Path file) throws IOException, LitmusException {
        return read(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /**
     * Reads {@code text}, which messages call {@code file}.
     *
     * @throws LitmusException if it is no test that this reader knows
     */
    public LitmusTest read(String file, String text) throws LitmusException {
        Source source = new Source(file, text);
        Header header = Header.read(source);
        InitReader initReader = new InitReader(source, header.end());
        List<InitialValue> initial = initReader.read();
        List<CFunction> functions = new FunctionReader(source).readAll(initReader.end());
        int end = functions.get(functions.size() - 1).end();
        int start = Lexer.skipBlank(source, Dialect.TOP, end);
        Final last = new FinalReader(source, start).read();
        return new TestCompiler(source, header, initial, functions, last, start).compile(unroll);
    }
}
