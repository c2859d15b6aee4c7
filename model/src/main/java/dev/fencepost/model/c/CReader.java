package dev.fencepost.model.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a whole file: its declarations, in their order. */
public final class CReader {
    private final Words words;
    private final TokenReader tokens;
    private final TypeParser types;
    private final ExpressionParser expressions;
    private final StatementParser statements;
    private final Map<String, String> aliases;

    /**
     * Reads nothing yet but the tokens.
     *
     * @param source the file
     * @param defined names that {@code #ifdef} finds
     * @param storage words of a dialect that stand before a type, and that {@code #define} can give another name
     * @throws SourceException if the file is not made of tokens of C, or a directive of the preprocessor is wrong
     */
    public CReader(Source source, Set<String> defined, Set<String> storage) throws SourceException {
        Preprocessor preprocessor = new Preprocessor(source, defined, storage);
        words = new Words(storage);
        tokens = new TokenReader(source, preprocessor.tokens());
        aliases = Map.copyOf(preprocessor.aliases());
        aliases.keySet().forEach(words::addStorage);
        types = new TypeParser(tokens, words);
        expressions = new ExpressionParser(tokens, types);
        types.use(expressions);
        statements = new StatementParser(tokens, types, expressions);
    }

    /** The file's own words for storage, each with the word of the dialect that it stands for. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /**
     * All declarations.
     *
     * @throws SourceException at the first thing that is not understood
     */
    public List<Declaration> declarations() throws SourceException {
        List<Declaration> all = new ArrayList<>();
        while (tokens.peek().kind() != Token.Kind.END) {
            if (!tokens.pass(";")) {
                declaration(all);
            }
        }
        return all;
    }

    private void declaration(List<Declaration> all) throws SourceException {
        Token first = tokens.peek();
        if (first.kind() == Token.Kind.NAME && tokens.peek(1).is("(") && !types.startsType(0)) {
            all.add(directive());
        } else if (tokens.at("enum")) {
            constants(all);
        } else if (tokens.pass("typedef")) {
            CType base = types.base();
            TypeParser.Named named = types.declarator(base);
            words.define(named.name(), named.type());
            tokens.expect(";", "after a typedef");
        } else {
            variablesOrFunction(all);
        }
    }

    private Declaration directive() throws SourceException {
        Token name = tokens.take();
        List<Expr> arguments = expressions.arguments();
        if (tokens.at("{")) {
            return new Declaration.Directive(name.at(), name.text(), arguments, statements.block());
        }
        tokens.expect(";", "or a block after " + name.text() + "(...)");
        return new Declaration.Directive(name.at(), name.text(), arguments, null);
    }

    private void constants(List<Declaration> all) throws SourceException {
        tokens.take();
        if (tokens.peek().kind() == Token.Kind.NAME) {
            words.define("enum " + tokens.take().text(), CType.INT);
        }
        tokens.expect("{", "after 'enum'");
        Expr previous = null;
        while (!tokens.at("}")) {
            Token name = tokens.name("the name of a constant");
            Expr value;
            if (tokens.pass("=")) {
                value = expressions.expression();
            } else if (previous == null) {
                value = new Expr.Number(name.at(), 0, CType.INT);
            } else {
                value = new Expr.Binary(name.at(), "+", previous, new Expr.Number(name.at(), 1, CType.INT));
            }
            all.add(new Declaration.Constant(name.at(), name.text(), value));
            previous = new Expr.Name(name.at(), name.text());
            if (!tokens.pass(",")) {
                break;
            }
        }
        tokens.expect("}", "after the constants of an enum");
        tokens.expect(";", "after an enum");
    }

    private void variablesOrFunction(List<Declaration> all) throws SourceException {
        Set<String> storage = types.storage();
        CType base = types.base();
        if (tokens.pass(";")) {
            return; // A struct that is only declared.
        }
        TypeParser.Named named = types.declarator(base);
        if (tokens.at("(")) {
            List<Declaration.Parameter> parameters = parameters();
            if (tokens.pass(";")) {
                return; // What a prototype says, the function says again.
            }
            all.add(new Declaration.Function(
                    named.at(), storage, named.type(), named.name(), parameters, statements.block()));
            return;
        }
        while (true) {
            Expr initial = tokens.pass("=") ? expressions.initial() : null;
            all.add(new Declaration.Variable(named.at(), storage, named.type(), named.name(), initial));
            if (!tokens.pass(",")) {
                break;
            }
            named = types.declarator(base);
        }
        tokens.expect(";", "after a declaration");
    }

    private List<Declaration.Parameter> parameters() throws SourceException {
        tokens.expect("(", "before parameters");
        List<Declaration.Parameter> parameters = new ArrayList<>();
        if (tokens.at("void") && tokens.peek(1).is(")")) {
            tokens.take();
        }
        while (!tokens.at(")")) {
            CType base = types.base();
            TypeParser.Named named = types.declarator(base);
            parameters.add(new Declaration.Parameter(named.type(), named.name()));
            if (!tokens.pass(",")) {
                break;
            }
        }
        tokens.expect(")", "after the parameters");
        return parameters;
    }
}
