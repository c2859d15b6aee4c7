package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of a sequence.
 *
 * @param kind what
 * @param first the offset, the vector, or for CONTROL the width; 0 for a kind that has no use for it
 * @param second the size, or for CONTROL and DECODE the bits
 * @param value what is written
 */
record MsixStep(Kind kind, int first, int second, long value) {
    private static final Pattern TEXT = Pattern.compile("\\G([a-z])(\\d{1,5})\\.(\\d{1,3})\\.([0-9A-F]{1,16})");

    /** What can happen, with the letter of each. */
    enum Kind {
        READ_TABLE('r'),
        WRITE_TABLE('w'),
        READ_PBA('p'),
        WRITE_PBA('q'),
        CONTROL('c'),
        DECODE('d'),
        EVENT('e'),
        USE('u'),
        RELEASE('l'),
        RESET('z');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    static MsixStep of(Kind kind, int first) {
        return new MsixStep(kind, first, 0, 0);
    }

    static MsixStep write(int offset, int size, long value) {
        return new MsixStep(Kind.WRITE_TABLE, offset, size, value);
    }

    static MsixStep control(int width, boolean enable, boolean functionMask) {
        return new MsixStep(Kind.CONTROL, width, (enable ? 2 : 0) + (functionMask ? 1 : 0), 0);
    }

    /** Does it; what a read gave, 0 for everything else. */
    long on(MsixSide side) {
        switch (kind) {
            case READ_TABLE:
                return side.read(Region.TABLE, first, second);
            case READ_PBA:
                return side.read(Region.PBA, first, second);
            case WRITE_TABLE:
                side.write(Region.TABLE, first, second, value);
                return 0;
            case WRITE_PBA:
                side.write(Region.PBA, first, second, value);
                return 0;
            case CONTROL:
                side.control(first, (second & 2) != 0, (second & 1) != 0);
                return 0;
            case DECODE:
                side.decode(second != 0);
                return 0;
            case EVENT:
                side.event(first);
                return 0;
            case USE:
                side.use(first);
                return 0;
            case RELEASE:
                side.release(first);
                return 0;
            default:
                side.reset();
                return 0;
        }
    }

    /** The text of steps, without blanks. */
    static String text(List<MsixStep> steps) {
        StringBuilder text = new StringBuilder();
        for (MsixStep step : steps) {
            text.append(step.kind.letter)
                    .append(step.first)
                    .append('.')
                    .append(step.second)
                    .append('.')
                    .append(Long.toHexString(step.value).toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static List<MsixStep> parse(String text) {
        List<MsixStep> steps = new ArrayList<>();
        Matcher next = TEXT.matcher(text);
        int end = 0;
        while (next.find()) {
            char letter = next.group(1).charAt(0);
            Kind kind = null;
            for (Kind one : Kind.values()) {
                kind = one.letter == letter ? one : kind;
            }
            if (kind == null) {
                break;
            }
            steps.add(new MsixStep(
                    kind,
                    Integer.parseInt(next.group(2)),
                    Integer.parseInt(next.group(3)),
                    Long.parseUnsignedLong(next.group(4), 16)));
            end = next.end();
        }
        if (end < text.length()) {
            throw new IllegalArgumentException(
                    "no step at '" + text.substring(end) + "' of a sequence, expected as in u0.0.0w12.4.0e0.0.0");
        }
        return steps;
    }

    @Override
    public String toString() {
        switch (kind) {
            case READ_TABLE:
            case READ_PBA:
                return kind + "(" + second + " bytes at " + first + ")";
            case WRITE_TABLE:
            case WRITE_PBA:
                return kind + "(" + second + " bytes at " + first + ", 0x" + Long.toHexString(value) + ")";
            case CONTROL:
                return "CONTROL(enable " + (second >> 1 & 1) + ", mask " + (second & 1) + ", " + first + " bytes)";
            case DECODE:
                return "DECODE(" + second + ")";
            case RESET:
                return "RESET";
            default:
                return kind + "(" + first + ")";
        }
    }
}
