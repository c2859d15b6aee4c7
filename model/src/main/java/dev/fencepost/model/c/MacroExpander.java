package dev.fencepost.model.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts in the place of macros what they stand for. */
final class MacroExpander {
    /** How deep macros may stand in macros; one that is deeper stands for itself. */
    private static final int DEEPEST = 50;

    /** More tokens than any file of a person becomes: macros that double each other grow without an end. */
    private static final int MOST = 1_000_000;

    private final Source source;
    private final Map<String, Macro> macros;
    private int made;

    MacroExpander(Source source, Map<String, Macro> macros) {
        this.source = source;
        this.macros = macros;
    }

    List<Token> expand(List<Token> tokens) throws SourceException {
        return expand(tokens, 0);
    }

    private List<Token> expand(List<Token> tokens, int depth) throws SourceException {
        List<Token> result = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Macro macro = token.kind() == Token.Kind.NAME ? macros.get(token.text()) : null;
            boolean isItself = macro != null
                    && macro.body().size() == 1
                    && macro.body().get(0).is(macro.name());
            if (macro == null || isItself) {
                result.add(token);
                continue;
            }
            made += macro.body().size();
            if (depth > DEEPEST || made > MOST) {
                throw source.error(token.at(), "macro '" + token.text() + "' stands for itself");
            }
            if (!macro.isFunction()) {
                result.addAll(expand(moved(macro.body(), token.at()), depth + 1));
            } else if (i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
                List<List<Token>> arguments = new ArrayList<>();
                i = arguments(tokens, i + 1, arguments);
                result.addAll(expand(substituted(macro, arguments, token), depth + 1));
            } else {
                result.add(token);
            }
        }
        return result;
    }

    /** Collects what stands between brackets; answers where the closing one is. */
    private int arguments(List<Token> tokens, int open, List<List<Token>> arguments) throws SourceException {
        int nested = 0;
        List<Token> argument = new ArrayList<>();
        for (int i = open; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            nested += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (nested == 0) {
                arguments.add(argument);
                return i;
            }
            if (nested == 1 && token.is(",")) {
                arguments.add(argument);
                argument = new ArrayList<>();
            } else if (i > open) {
                argument.add(token);
            }
        }
        throw source.error(tokens.get(open).at(), "arguments without an end: expected ')'");
    }

    private List<Token> substituted(Macro macro, List<List<Token>> arguments, Token use) throws SourceException {
        int given = macro.parameters().isEmpty() && arguments.get(0).isEmpty() ? 0 : arguments.size();
        if (given != macro.parameters().size()) {
            throw source.error(
                    use.at(),
                    "macro '" + macro.name() + "' takes " + macro.parameters().size() + " arguments, not " + given);
        }
        List<Token> result = new ArrayList<>();
        for (Token token : macro.body()) {
            int parameter = macro.parameters().indexOf(token.text());
            if (token.kind() == Token.Kind.NAME && parameter >= 0) {
                result.addAll(arguments.get(parameter));
            } else {
                result.add(token.movedTo(use.at()));
            }
        }
        return result;
    }

    private static List<Token> moved(List<Token> tokens, int offset) {
        return tokens.stream().map(token -> token.movedTo(offset)).toList();
    }
}
