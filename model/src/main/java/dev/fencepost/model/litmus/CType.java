package dev.fencepost.model.litmus;

import java.util.Set;

/** The types of the dialect: integers, pointers, locks and structs. */
final class CType {
    /** Words that can stand in a row, as in {@code unsigned long int}. */
    private static final Set<String> COMBINING = Set.of("unsigned", "signed", "char", "short", "int", "long");

    private static final Set<String> OTHERS = Set.of("void", "spinlock_t");
    private static final Set<String> QUALIFIERS = Set.of("volatile", "const", "_Atomic");

    private CType() {}

    /** The size of an element by which pointer arithmetic counts: 4 for what is no integer. */
    static int bytes(String type) {
        IntegerType integer = IntegerType.named(bare(type));
        return integer == null || integer == IntegerType.WIDE && !type.contains("64") ? 4 : integer.bytes();
    }

    /** The integers that a type holds; as in herd7, what is no integer (a pointer, a struct) counts as int. */
    static IntegerType integer(String type) {
        IntegerType integer = type == null ? null : IntegerType.named(bare(type));
        return integer == null ? IntegerType.S32 : integer;
    }

    private static String bare(String type) {
        return type.replace("volatile ", "")
                .replace("_Atomic ", "")
                .replace(" const", "")
                .strip();
    }

    /** What a pointer of {@code type} points to, or null if it is none. */
    static String pointee(String type) {
        String bare = type == null ? "" : type.replace(" volatile", "").replace(" const", "");
        return bare.endsWith("*") ? bare.substring(0, bare.length() - 1) : null;
    }

    /** The name of the struct behind a pointer {@code type}, or null if it is no pointer to a struct. */
    static String struct(String type) {
        String target = pointee(type);
        return target != null && bare(target).startsWith("struct ") && !target.endsWith("*") ? bare(target) : null;
    }

    /** Whether a declaration, a parameter or a cast starts here. */
    static boolean isNext(Tokens tokens, int distance) throws LitmusException {
        Token token = tokens.peek(distance);
        return token.kind() == Token.Kind.NAME
                && (isWord(token.text()) || QUALIFIERS.contains(token.text()) || token.is("struct"));
    }

    private static boolean isWord(String text) {
        return IntegerType.named(text) != null || OTHERS.contains(text);
    }

    /** Reads a type with its stars and answers it as herd7 prints it, for example {@code volatile int*}. */
    static String read(Tokens tokens) throws LitmusException {
        String qualifier =
                QUALIFIERS.contains(tokens.peek().text()) ? tokens.next().text() : "";
        if (!isNext(tokens, 0) || QUALIFIERS.contains(tokens.peek().text())) {
            throw tokens.unexpected(
                    "a type of the dialect (int, u16, __le16, bool, atomic_t, spinlock_t, intN_t, struct S...)");
        }
        String type = qualified(base(tokens), qualifier);
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

    private static String base(Tokens tokens) throws LitmusException {
        String type = tokens.next().text();
        if (type.equals("struct")) {
            Token name = tokens.expectName("the name of the struct");
            if (name.is("srcu_struct")) {
                throw tokens.error(name.offset(), "SRCU is not supported: struct srcu_struct");
            }
            return "struct " + name.text();
        }
        StringBuilder words = new StringBuilder(type);
        while (COMBINING.contains(type) && COMBINING.contains(tokens.peek().text())) {
            words.append(' ').append(tokens.next().text());
        }
        return words.toString();
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
