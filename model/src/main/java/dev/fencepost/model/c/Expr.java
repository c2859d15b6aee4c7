package dev.fencepost.model.c;

import java.util.List;

/** An expression. Each has the offset in the file where messages about it point. */
public sealed interface Expr {
    /** The offset of its first character, or of its operator. */
    int at();

    /** A number. */
    record Number(int at, long value, CType.Int type) implements Expr {}

    /** Text between quotes. */
    record Text(int at, String value) implements Expr {}

    /** Something that has a name. */
    record Name(int at, String name) implements Expr {}

    /** An operator before its operand: {@code - ~ ! & *}. */
    record Unary(int at, String operator, Expr operand) implements Expr {}

    /** An operator between its operands. */
    record Binary(int at, String operator, Expr left, Expr right) implements Expr {}

    /** {@code condition ? then : otherwise}. */
    record Conditional(int at, Expr condition, Expr then, Expr otherwise) implements Expr {}

    /** {@code target operator= value}; the operator is empty in a plain assignment. */
    record Assign(int at, String operator, Expr target, Expr value) implements Expr {}

    /** {@code ++} or {@code --}, by 1 or -1; {@code before} whether the value is that of after. */
    record Step(int at, int by, boolean before, Expr target) implements Expr {}

    /** A call by name. */
    record Call(int at, String name, List<Expr> arguments) implements Expr {
        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code array[index]}. */
    record Index(int at, Expr array, Expr index) implements Expr {}

    /** {@code object.name}, or {@code object->name} where {@code arrow}. */
    record Member(int at, Expr object, String name, boolean arrow) implements Expr {}

    /** {@code (type) operand}. */
    record Cast(int at, CType type, Expr operand) implements Expr {}

    /** Values of an array or struct that is being declared; names are empty where there are none. */
    record Values(int at, List<String> names, List<Expr> values) implements Expr {
        /** Copies the lists. */
        public Values {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }
    }
}
