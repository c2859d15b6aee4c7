package dev.fencepost.properties.qemu.malformed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of a sound ring is overwritten.
 *
 * @param field which: a address, l length, f flags, n next or id, of the ring's descriptors; the same in capitals of
 *     the indirect table's; h an entry of the avail ring, i its index
 * @param index of the descriptor or entry
 * @param value that it gets
 */
record RawChange(char field, int index, int value) {
    private static final Pattern TEXT = Pattern.compile("\\G([a-zA-Z])(\\d{1,2})\\.(\\d{1,5})");

    /** Overwrites a descriptor. */
    RawDescriptor on(RawDescriptor descriptor) {
        switch (Character.toLowerCase(field)) {
            case 'a':
                return descriptor.withAddress(value);
            case 'l':
                return descriptor.withLength(value);
            case 'f':
                return descriptor.withFlags(value);
            default:
                return descriptor.withLast(value);
        }
    }

    /** The text of changes, without blanks. */
    static String text(List<RawChange> changes) {
        StringBuilder text = new StringBuilder();
        for (RawChange change : changes) {
            text.append(change.field).append(change.index).append('.').append(change.value);
        }
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    static List<RawChange> parse(String text) {
        List<RawChange> changes = new ArrayList<>();
        Matcher next = TEXT.matcher(text);
        int end = 0;
        while (next.find()) {
            changes.add(new RawChange(
                    next.group(1).charAt(0), Integer.parseInt(next.group(2)), Integer.parseInt(next.group(3))));
            end = next.end();
        }
        if (end < text.length()) {
            throw new IllegalArgumentException(
                    "no change at '" + text.substring(end) + "' of a ring, expected as in f5.3n2.7i0.9");
        }
        return changes;
    }
}
