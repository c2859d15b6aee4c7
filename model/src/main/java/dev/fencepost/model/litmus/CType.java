package dev.fencepost.model.litmus;

import java.util.Map;
import java.util.Set;

/** The types of the dialect. They say nothing about values: every integer is a signed 32-bit one. */
final class CType {
    private static final Set<String> WORDS = Set.of(
            "char",
            "int",
            "long",
            "short",
            "void",
            "int8_t",
            "uint8_t",
            "int16_t",
            "uint16_t",
            "int32_t",
            "uint32_t",
            "int64_t",
            "uint64_t",
            "intptr_t",
            "uintptr_t",
            "spinlock_t",
            "atomic_t",
            "atomic_int");
    private static final Set<String> QUALIFIERS = Set.of("volatile", "const", "_Atomic");
    private static final Map<String, Integer> BYTES = Map.of(
            "char", 1, "int8_t", 1, "uint8_t", 1, "short", 2, "int16_t", 2, "uint16_t", 2, "int64_t", 8, "uint64_t", 8);

    private CType() {}

    static int bytes(String type) {
        return BYTES.getOrDefault(type, 4);
    }

    /** Whether a declaration, a parameter or a cast starts here. */
    static boolean isNext(Tokens tokens, int distance) throws LitmusException {
        Token token = tokens.peek(distance);
        return token.kind() == Token.Kind.NAME
                && (WORDS.contains(token.text()) || QUALIFIERS.contains(token.text()) || token.is("struct"));
    }

    /** Reads a type with its stars and answers it as herd7 prints it, for example {@code volatile int*}. */
    static String read(Tokens tokens) throws LitmusException {
        String qualifier =
                QUALIFIERS.contains(tokens.peek().text()) ? tokens.next().text() : "";
        if (!isNext(tokens, 0) || QUALIFIERS.contains(tokens.peek().text())) {
            throw tokens.unexpected("a type of the dialect (int, long, char, atomic_t, spinlock_t, intN_t, struct S)");
        }
        String type = tokens.next().text();
        if (type.equals("struct")) {
            Token name = tokens.expectName("the name of the struct");
            if (name.is("srcu_struct")) {
                throw tokens.error(name.offset(), "SRCU is not supported: struct srcu_struct");
            }
            type = "struct " + name.text();
        }
        type = qualified(type, qualifier);
        while (true) {
            if (tokens.accept("*")) {
                type += "*";
            } else if (tokens.peek().is("volatile") || tokens.peek().is("const")) {
                type = qualified(type, tokens.next().text());
            } else {
                return type;
            }
        }
    }

    private static String qualified(String type, String qualifier) {
        return switch (qualifier) {
            case "" -> type;
            case "const" -> type + " const";
            case "_Atomic" -> "_Atomic " + type;
            default -> type.endsWith("*") ? type + " volatile" : "volatile " + type;
        };
    }
}
