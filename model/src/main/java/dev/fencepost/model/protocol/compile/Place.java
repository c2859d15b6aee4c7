package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.memory.program.Expression;

/** Something that a value can be stored to. */
sealed interface Place {
    CType type();

    /** In shared memory. */
    record Shared(CType type, Expression address) implements Place {}

    /** A private variable, an element or a member of one: what {@link Path} knows by that key. */
    record Private(CType type, String key) implements Place {}
}
