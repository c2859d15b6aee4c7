package dev.fencepost.model.c;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Obeys {@code #define}, {@code #undef}, {@code #ifdef} and its kin, and replaces macros. {@code #include} is passed
 * over: a file means what stands in it. A macro that stands for one of the {@code kept} words is not replaced but
 * noted, so that a file can have its own word for it.
 */
final class Preprocessor {
    private final Source source;
    private final Scanner scanner;
    private final Set<String> kept;
    private final Map<String, Macro> macros = new HashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Deque<Condition> conditions = new ArrayDeque<>();
    private final MacroExpander expander;

    /** With {@code defined} as names that {@code #ifdef} finds. */
    Preprocessor(Source source, Set<String> defined, Set<String> kept) {
        this.source = source;
        this.scanner = new Scanner(source);
        this.kept = kept;
        this.expander = new MacroExpander(source, macros);
        defined.forEach(name -> macros.put(name, new Macro(name, null, one(name))));
    }

    private static List<Token> one(String name) {
        return List.of(new Token(Token.Kind.NAME, name, 0, 0));
    }

    /** The words that the file has of its own, each with the kept word that it stands for. */
    Map<String, String> aliases() {
        return aliases;
    }

    /** All that is left of the file, with a token for its end. */
    List<Token> tokens() throws SourceException {
        List<Token> done = new ArrayList<>();
        List<Token> pending = new ArrayList<>();
        while (!scanner.atEnd()) {
            List<Token> line = scanner.line();
            if (!line.isEmpty() && line.get(0).is("#")) {
                // What stands before a directive is replaced by the macros of that time.
                done.addAll(expander.expand(pending));
                pending.clear();
                directive(line);
            } else if (isActive()) {
                pending.addAll(line);
            }
        }
        if (!conditions.isEmpty()) {
            throw source.error(conditions.peek().at, "#if without an end: expected '#endif'");
        }
        done.addAll(expander.expand(pending));
        done.add(new Token(Token.Kind.END, "", 0, source.text().length()));
        return done;
    }

    private boolean isActive() {
        return conditions.stream().allMatch(condition -> condition.holds);
    }

    private void directive(List<Token> line) throws SourceException {
        if (line.size() == 1) {
            return;
        }
        Token word = line.get(1);
        switch (word.text()) {
            case "ifdef", "ifndef" -> {
                boolean isDefined = macros.containsKey(name(line, 2));
                conditions.push(
                        new Condition(word.at(), isDefined == word.text().equals("ifdef")));
            }
            case "if" -> conditions.push(new Condition(word.at(), holds(line)));
            case "else" -> open(word).flip();
            case "endif" -> {
                open(word);
                conditions.pop();
            }
            default -> {
                if (isActive()) {
                    definition(line, word);
                }
            }
        }
    }

    private Condition open(Token word) throws SourceException {
        if (conditions.isEmpty()) {
            throw source.error(word.at(), "#" + word.text() + " without an #if before it");
        }
        return conditions.peek();
    }

    private boolean holds(List<Token> line) throws SourceException {
        int at = 2;
        boolean negated = at < line.size() && line.get(at).is("!");
        at += negated ? 1 : 0;
        if (at < line.size() && line.get(at).is("defined")) {
            boolean bracket = at + 1 < line.size() && line.get(at + 1).is("(");
            return macros.containsKey(name(line, at + (bracket ? 2 : 1))) != negated;
        }
        if (at < line.size() && line.get(at).kind() == Token.Kind.NUMBER) {
            return line.get(at).value() != 0 != negated;
        }
        throw source.error(
                line.get(1).at(), "#if of this kind: expected a number, 'defined(NAME)' or '!defined(NAME)'");
    }

    private void definition(List<Token> line, Token word) throws SourceException {
        switch (word.text()) {
            case "define" -> define(line);
            case "undef" -> macros.remove(name(line, 2));
            case "include", "pragma" -> {
                // What a header declares is known here, or it has no meaning here.
            }
            default ->
                throw source.error(
                        word.at(),
                        "#" + word.text() + ": expected #define, #undef, #include, #ifdef, #ifndef, #if, #else or"
                                + " #endif");
        }
    }

    private String name(List<Token> line, int at) throws SourceException {
        if (at >= line.size() || line.get(at).kind() != Token.Kind.NAME) {
            int offset = at < line.size()
                    ? line.get(at).at()
                    : line.get(line.size() - 1).at();
            throw source.error(offset, "expected a name after #" + line.get(1).text());
        }
        return line.get(at).text();
    }

    private void define(List<Token> line) throws SourceException {
        String name = name(line, 2);
        int next = 3;
        List<String> parameters = null;
        Token after = line.size() > 3 ? line.get(3) : null;
        if (after != null && after.is("(") && after.at() == line.get(2).at() + name.length()) {
            parameters = new ArrayList<>();
            for (next = 4; next < line.size() && !line.get(next).is(")"); next++) {
                if (!line.get(next).is(",")) {
                    parameters.add(name(line, next));
                }
            }
            next++;
        }
        List<Token> body = line.subList(Math.min(next, line.size()), line.size());
        if (parameters == null && body.size() == 1 && isKept(body.get(0).text())) {
            String word = body.get(0).text();
            aliases.put(name, aliases.getOrDefault(word, word));
            return;
        }
        macros.put(name, new Macro(name, parameters, body));
    }

    private boolean isKept(String word) {
        return kept.contains(word) || aliases.containsKey(word);
    }

    private static final class Condition {
        private final int at;
        private boolean holds;

        Condition(int at, boolean holds) {
            this.at = at;
            this.holds = holds;
        }

        void flip() {
            holds = !holds;
        }
    }
}
