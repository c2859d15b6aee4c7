package dev.fencepost.workbench.console;

import java.util.Map;

/** Writes JSON: maps, iterables, strings, numbers, booleans and null. Keys keep the order of the map. */
public final class Json {
    private Json() {}

    /**
     * The value on one line.
     *
     * @throws IllegalArgumentException for a value of another type, and for a number that JSON cannot say
     */
    public static String of(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        if (value == null || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Number number) {
            appendNumber(text, number);
        } else if (value instanceof CharSequence string) {
            appendString(text, string);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(text, map);
        } else if (value instanceof Iterable<?> elements) {
            appendArray(text, elements);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void appendNumber(StringBuilder text, Number number) {
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("no JSON for " + number);
        }
        text.append(number);
    }

    private static void appendObject(StringBuilder text, Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            appendString(text.append(separator), (CharSequence) entry.getKey());
            append(text.append(": "), entry.getValue());
            separator = ", ";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder text, Iterable<?> elements) {
        String separator = "";
        text.append('[');
        for (Object element : elements) {
            append(text.append(separator), element);
            separator = ", ";
        }
        text.append(']');
    }

    private static void appendString(StringBuilder text, CharSequence string) {
        text.append('"');
        string.chars().forEach(c -> {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default -> text.append(c < 0x20 ? String.format("\\u%04x", c) : String.valueOf((char) c));
            }
        });
        text.append('"');
    }
}
