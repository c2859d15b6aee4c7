package dev.fencepost.model.c;

import java.util.List;

/** A statement, with the offset where it begins. */
public sealed interface Stmt {
    /** The offset of its first character. */
    int at();

    /** {@code ;}. */
    record Empty(int at) implements Stmt {}

    /** An expression for its effect. */
    record Evaluate(int at, Expr expression) implements Stmt {}

    /** A variable of the block; {@code initial} is null where there is none. */
    record Declare(int at, CType type, String name, Expr initial) implements Stmt {}

    /** Several declarations that one line makes: they belong to the block around them. */
    record Group(int at, List<Stmt> statements) implements Stmt {
        /** Copies the list. */
        public Group {
            statements = List.copyOf(statements);
        }
    }

    /** {@code { ... }}. */
    record Block(int at, List<Stmt> statements) implements Stmt {
        /** Copies the list. */
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /** {@code if}; {@code otherwise} is empty where there is no else. */
    record If(int at, Expr condition, Stmt then, Stmt otherwise) implements Stmt {}

    /** {@code for}; {@code while} has neither a first nor a next part. */
    record Loop(int at, Stmt first, Expr condition, Stmt next, Stmt body) implements Stmt {}

    /** {@code do body while (condition);}. */
    record Until(int at, Stmt body, Expr condition) implements Stmt {}

    /** {@code break}. */
    record Break(int at) implements Stmt {}

    /** {@code continue}. */
    record Continue(int at) implements Stmt {}

    /** {@code return}; {@code value} is null where there is none. */
    record Return(int at, Expr value) implements Stmt {}

    /** A statement with a label. */
    record Labelled(int at, String label, Stmt statement) implements Stmt {}
}
