package dev.fencepost.model.c;

import java.util.List;
import java.util.Set;

/** What stands outside of functions, with the offset of its name. */
public sealed interface Declaration {
    /** The offset of the name. */
    int at();

    /** The name. */
    String name();

    /** A variable; {@code initial} is null where there is none. {@code words} are those before its type. */
    record Variable(int at, Set<String> words, CType type, String name, Expr initial) implements Declaration {
        /** Copies the set. */
        public Variable {
            words = Set.copyOf(words);
        }
    }

    /** A function with its body. */
    record Function(int at, Set<String> words, CType result, String name, List<Parameter> parameters, Stmt.Block body)
            implements Declaration {
        /** Copies the collections. */
        public Function {
            words = Set.copyOf(words);
            parameters = List.copyOf(parameters);
        }
    }

    /** A parameter of a function. */
    record Parameter(CType type, String name) {}

    /** One constant of an enum, with the value that it is given or that follows from the one before. */
    record Constant(int at, String name, Expr value) implements Declaration {}

    /** {@code name(arguments);}, or with a body in place of the semicolon (else null). */
    record Directive(int at, String name, List<Expr> arguments, Stmt.Block body) implements Declaration {
        /** Copies the list. */
        public Directive {
            arguments = List.copyOf(arguments);
        }
    }
}
