package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A sequence on a function with so many vectors, and what is seen of it on a side: what reads give, where messages
 * land, the PBA after each step, and at the end the table of every vector that the sequence names.
 */
record MsixSequence(int vectors, List<MsixStep> steps) {
    /** Holds the text of a sequence for {@code MsixRefereeProperties}. */
    static final String PROPERTY = "fencepost.msix";

    MsixSequence {
        steps = List.copyOf(steps);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static MsixSequence parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || !text.substring(0, dash).matches("\\d{1,4}")) {
            throw new IllegalArgumentException(
                    "not a sequence: '" + text + "', expected vectors and steps as in 2-u0.0.0e0.0.0");
        }
        return new MsixSequence(Integer.parseInt(text.substring(0, dash)), MsixStep.parse(text.substring(dash + 1)));
    }

    /** Does it to a side, from its reset on: a line for each step, and one for the end. */
    List<String> seenOn(MsixSide side) {
        side.reset();
        side.takeInbox();
        List<String> seen = new ArrayList<>();
        boolean decode = true;
        for (MsixStep step : steps) {
            long value = step.on(side);
            decode = step.kind() == MsixStep.Kind.DECODE
                    ? step.second() != 0
                    : decode | step.kind() == MsixStep.Kind.RESET;
            seen.add(line(step, value, side, decode));
        }
        side.decode(true);
        seen.add(pba(side) + tables(side));
        return seen;
    }

    private String line(MsixStep step, long value, MsixSide side, boolean decode) {
        StringBuilder line = new StringBuilder();
        if (step.kind() == MsixStep.Kind.READ_TABLE || step.kind() == MsixStep.Kind.READ_PBA) {
            line.append("reads 0x").append(Long.toHexString(value)).append(' ');
        }
        byte[] inbox = side.takeInbox();
        for (int i = 0; i < inbox.length; i += Integer.BYTES) {
            byte[] word = Arrays.copyOfRange(inbox, i, i + Integer.BYTES);
            if (!Arrays.equals(word, EMPTY)) {
                line.append("inbox[")
                        .append(i)
                        .append("] ")
                        .append(HexFormat.of().formatHex(word))
                        .append(' ');
            }
        }
        return (decode ? line.append(pba(side)) : line.append("no decode")).toString();
    }

    private static final byte[] EMPTY = {MsixSide.EMPTY, MsixSide.EMPTY, MsixSide.EMPTY, MsixSide.EMPTY};

    private String pba(MsixSide side) {
        StringBuilder bits = new StringBuilder("PBA");
        for (int offset = 0; offset < Region.PBA.bytes(vectors); offset += Long.BYTES) {
            bits.append(' ').append(Long.toHexString(side.read(Region.PBA, offset, Long.BYTES)));
        }
        return bits.toString();
    }

    private String tables(MsixSide side) {
        Set<Integer> touched = new TreeSet<>();
        for (MsixStep step : steps) {
            switch (step.kind()) {
                case WRITE_TABLE:
                    touched.add(step.first() / Region.ENTRY);
                    touched.add((step.first() + step.second() - 1) / Region.ENTRY);
                    break;
                case EVENT:
                case USE:
                    touched.add(step.first());
                    break;
                default:
            }
        }
        StringBuilder table = new StringBuilder();
        for (int vector : touched) {
            if (vector < vectors) {
                int at = vector * Region.ENTRY;
                table.append(" [").append(vector).append("] ");
                table.append(Long.toHexString(side.read(Region.TABLE, at, Long.BYTES)))
                        .append(' ');
                table.append(Long.toHexString(side.read(Region.TABLE, at + Long.BYTES, Long.BYTES)));
            }
        }
        return table.toString();
    }

    /**
     * Says where two sides first differ.
     *
     * @return the steps up to there, with what each side shows of the last; null if they do not differ
     */
    String difference(String nameOfFirst, List<String> first, String nameOfSecond, List<String> second) {
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                StringBuilder text = new StringBuilder(vectors + " vectors, after step ")
                        .append(i)
                        .append(":\n");
                for (int step = 0; step <= i; step++) {
                    text.append("  ")
                            .append(step < steps.size() ? steps.get(step).toString() : "(the table at the end)")
                            .append('\n');
                }
                return text + "    " + nameOfFirst + ": " + first.get(i) + "\n    " + nameOfSecond + ": "
                        + second.get(i) + "\nRun it again:\n  " + command();
            }
        }
        return null;
    }

    /** What runs exactly this sequence. */
    String command() {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=MsixRefereeProperties#replay -D" + PROPERTY + "=" + this;
    }

    @Override
    public String toString() {
        return vectors + "-" + MsixStep.text(steps);
    }
}
