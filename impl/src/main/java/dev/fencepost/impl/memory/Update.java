package dev.fencepost.impl.memory;

/** What an atomic read-modify-write makes of the value that it finds. */
public enum Update {
    /** The operand, whatever was there. */
    SET,
    /** The sum, modulo the width. */
    ADD,
    /** The bits that both have. */
    AND,
    /** The bits that either has. */
    OR;

    /** The value that takes the place of {@code found}, before it is cut to its width. */
    public long apply(long found, long operand) {
        if (this == SET) {
            return operand;
        } else if (this == ADD) {
            return found + operand;
        }
        return this == AND ? found & operand : found | operand;
    }
}
