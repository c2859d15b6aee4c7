package dev.fencepost.model.litmus;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code P0(int *x, spinlock_t *l) { ... }}. */
final class FunctionReader {
    private final Source source;

    FunctionReader(Source source) {
        this.source = source;
    }

    /** Reads all functions from {@code offset} on; what follows them starts at the end of the last one. */
    List<CFunction> readAll(int offset) throws LitmusException {
        List<CFunction> functions = new ArrayList<>();
        int at = offset;
        while (!finalIsNext(at)) {
            CFunction function = read(at, functions.size());
            functions.add(function);
            at = function.end();
        }
        if (functions.isEmpty()) {
            throw source.error(at, "expected at least one function P0(...) { ... }");
        }
        return functions;
    }

    private boolean finalIsNext(int offset) throws LitmusException {
        Token next = new Tokens(source, Dialect.TOP, offset).peek();
        return next.kind() == Token.Kind.END || FinalReader.STARTS.contains(next.text());
    }

    private CFunction read(int offset, int expectedThread) throws LitmusException {
        Tokens head = new Tokens(source, Dialect.TOP, offset);
        if (head.accept("void")) {
            head.accept("*");
        }
        Token name = head.expectName("a function P" + expectedThread + "(...), or 'exists', '~exists' or 'forall'");
        if (!name.is("P" + expectedThread)) {
            throw source.error(
                    name.offset(),
                    "unexpected " + name.shown() + ": expected function P" + expectedThread
                            + ", or 'exists', '~exists' or 'forall'");
        }
        head.expect("(", "after the name of a function");
        List<CFunction.Parameter> parameters = parameters(head);
        Token open = head.expect("{", "before the body of a function");
        Tokens body = new Tokens(source, Dialect.BODY, open.end());
        StatementReader reader = new StatementReader(body);
        List<CStatement> statements = reader.untilBrace();
        Token close = body.next();
        return new CFunction(
                expectedThread,
                parameters,
                statements,
                reader.types(),
                source.text().substring(open.end(), close.offset()),
                close.end());
    }

    private List<CFunction.Parameter> parameters(Tokens head) throws LitmusException {
        List<CFunction.Parameter> parameters = new ArrayList<>();
        if (head.accept(")")) {
            return parameters;
        }
        if (head.peek().is("void") && head.peek(1).is(")")) {
            head.next();
            head.next();
            return parameters;
        }
        do {
            String type = CType.read(head);
            Token name = head.expectName("the name of a parameter");
            if (!type.endsWith("*")) {
                throw source.error(
                        name.offset(),
                        "parameter " + name.text() + " is no pointer: expected " + type + " *" + name.text());
            }
            parameters.add(new CFunction.Parameter(type.substring(0, type.length() - 1), name.text(), name.offset()));
        } while (head.accept(","));
        head.expect(")", "or ',' after a parameter");
        return parameters;
    }
}
