package dev.fencepost.model.c;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads types, and the names that are declared with them. */
final class TypeParser {
    private static final Set<String> BASIC = Set.of("int", "char", "short", "long", "unsigned", "signed");

    private final TokenReader tokens;
    private final Words words;
    private ExpressionParser expressions;

    TypeParser(TokenReader tokens, Words words) {
        this.tokens = tokens;
        this.words = words;
    }

    /** Array sizes are expressions, and casts are types: the two readers need each other. */
    void use(ExpressionParser parser) {
        expressions = parser;
    }

    /** Whether the token {@code ahead} begins a type, or a word before one. */
    boolean startsType(int ahead) {
        Token token = tokens.peek(ahead);
        if (token.kind() != Token.Kind.NAME) {
            return false;
        }
        String text = token.text();
        return text.equals("struct")
                || BASIC.contains(text)
                || words.type(text) != null
                || Words.isQualifier(text)
                || words.isStorage(text);
    }

    /** The words before a type, those that mean nothing here left out. */
    Set<String> storage() {
        Set<String> found = new HashSet<>();
        while (tokens.peek().kind() == Token.Kind.NAME) {
            String text = tokens.peek().text();
            if (words.isStorage(text)) {
                found.add(text);
            } else if (!Words.isQualifier(text)) {
                break;
            }
            tokens.take();
        }
        return found;
    }

    /** A type without a name, as in a cast. */
    CType typeName() throws SourceException {
        return pointers(base());
    }

    CType base() throws SourceException {
        storage();
        CType type = named();
        storage();
        return type;
    }

    private CType named() throws SourceException {
        Token token = tokens.peek();
        if (tokens.pass("struct")) {
            return struct(token.at());
        }
        if (BASIC.contains(token.text()) && token.kind() == Token.Kind.NAME) {
            return basic();
        }
        CType type = token.kind() == Token.Kind.NAME ? words.type(token.text()) : null;
        if (type == null) {
            throw tokens.error("expected a type, not " + token.shown() + Nearest.hint(token.text(), words.typeNames()));
        }
        tokens.take();
        return type;
    }

    private CType basic() {
        int bits = 32;
        boolean signed = true;
        while (tokens.peek().kind() == Token.Kind.NAME
                && BASIC.contains(tokens.peek().text())) {
            switch (tokens.take().text()) {
                case "char" -> bits = 8;
                case "short" -> bits = 16;
                case "long" -> bits = 64;
                case "unsigned" -> signed = false;
                default -> {
                    // int and signed change nothing.
                }
            }
        }
        return new CType.Int(bits, signed);
    }

    private CType struct(int at) throws SourceException {
        String tag = tokens.peek().kind() == Token.Kind.NAME ? tokens.take().text() : "";
        if (!tokens.pass("{")) {
            CType known = words.type("struct " + tag);
            if (known == null) {
                throw tokens.error(at, "struct " + tag + " is not declared" + structHint(tag));
            }
            return known;
        }
        List<CType.Member> members = new ArrayList<>();
        while (!tokens.at("}")) {
            CType type = base();
            do {
                Named member = declarator(type);
                members.add(new CType.Member(member.name(), member.type()));
            } while (tokens.pass(","));
            tokens.expect(";", "after a member of a struct");
        }
        tokens.expect("}", "after the members of a struct");
        CType.Struct struct = new CType.Struct(tag, members);
        if (!tag.isEmpty()) {
            words.define("struct " + tag, struct);
        }
        return struct;
    }

    private String structHint(String tag) {
        Set<String> tags = new HashSet<>(words.typeNames());
        tags.removeIf(name -> !name.startsWith("struct "));
        return Nearest.hint("struct " + tag, tags);
    }

    CType pointers(CType type) {
        CType result = type;
        while (tokens.pass("*")) {
            result = new CType.Pointer(result);
            storage();
        }
        return result;
    }

    /** A name, with the stars before it and the brackets behind it. */
    Named declarator(CType base) throws SourceException {
        CType type = pointers(base);
        Token name = tokens.name("a name to declare");
        return new Named(name.at(), name.text(), arrays(type));
    }

    private CType arrays(CType element) throws SourceException {
        if (!tokens.pass("[")) {
            return element;
        }
        Expr size = expressions.expression();
        tokens.expect("]", "after the size of an array");
        return new CType.Array(arrays(element), size);
    }

    /** A declared name and its type. */
    record Named(int at, String name, CType type) {}
}
