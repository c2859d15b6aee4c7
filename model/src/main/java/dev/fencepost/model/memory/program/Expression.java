package dev.fencepost.model.memory.program;

import java.util.Objects;

/** A side-effect-free integer expression over the registers of one thread. */
public sealed interface Expression {
    /** A constant, or an address made by {@link Address#of}. */
    record Constant(long value) implements Expression {}

    /** The current value of a register of the same thread; a register never written holds 0. */
    record Register(String name) implements Expression {
        /** Checks that the name is there. */
        public Register {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Inside a {@link Instruction.ReadModifyWrite}: the value that its read returned. */
    record Old() implements Expression {}

    /** {@code left operator right}. Both sides are evaluated: there is no short circuit. */
    record Binary(Operator operator, Expression left, Expression right) implements Expression {}

    /** A constant. */
    static Expression constant(long value) {
        return new Constant(value);
    }

    /** A register. */
    static Expression register(String name) {
        return new Register(name);
    }

    /** The address of the location at {@code index} in {@link Program#locations}. */
    static Expression address(int index) {
        return new Constant(Address.of(index));
    }

    /** {@code left operator right}. */
    static Expression binary(Operator operator, Expression left, Expression right) {
        return new Binary(operator, left, right);
    }
}
