package dev.fencepost.model.litmus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The {@code Hash=} by which herd7 recognises a test whatever its name: MD5 over initial state, code and columns. */
final class TestHash {
    private TestHash() {}

    static String of(List<InitialValue> initial, List<CFunction> functions, List<Place> places) {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        digests.writeBytes(md5(initial(initial)));
        digests.writeBytes(md5(code(functions)));
        digests.writeBytes(md5(places.stream().map(Place::bare).collect(Collectors.joining("; "))));
        return HexFormat.of().formatHex(md5(digests.toByteArray()));
    }

    private static String initial(List<InitialValue> initial) {
        List<InitialValue> sorted = new ArrayList<>(initial);
        sorted.sort(Comparator.comparing(InitialValue::place));
        return sorted.stream().map(TestHash::entry).collect(Collectors.joining("; "));
    }

    private static String entry(InitialValue value) {
        String name = value.place().bare();
        if (value.isArray()) {
            return value.type() + " " + name + "[" + value.size() + "]";
        }
        String stars = value.isPointer() ? "*" : "";
        String base = value.isPointer() ? value.type().substring(0, value.type().length() - 1) : value.type();
        String type = base.isEmpty() ? "" : (value.atomic() ? "_Atomic " : "") + base + " ";
        return type + stars + name + "=" + value.values().get(0).shown();
    }

    private static String code(List<CFunction> functions) {
        return functions.stream().map(TestHash::function).collect(Collectors.joining("|")) + ";\n";
    }

    private static String function(CFunction function) {
        String parameters = function.parameters().stream()
                .map(parameter -> parameter.type() + "* " + parameter.name())
                .collect(Collectors.joining(", "));
        return " P" + function.thread() + "(" + parameters + ") {\n" + function.text() + "\n}\n ";
    }

    private static byte[] md5(String text) {
        return md5(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
