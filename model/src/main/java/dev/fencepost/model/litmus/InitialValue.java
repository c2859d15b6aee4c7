package dev.fencepost.model.litmus;

import java.util.List;

/**
 * One entry of the initial state.
 *
 * @param place a register, a location or a whole array
 * @param type as it was written, with its stars; empty where there is none
 * @param atomic whether {@code _Atomic} stands before the type
 * @param size of an array; {@link Place#WHOLE} for anything else
 * @param values one, or as many as the array has elements
 * @param offset in the source
 */
record InitialValue(Place place, String type, boolean atomic, int size, List<Literal> values, int offset) {
    InitialValue {
        values = List.copyOf(values);
    }

    boolean isArray() {
        return size >= 0;
    }

    boolean isPointer() {
        return type.endsWith("*");
    }

    /** The bytes of one element, by which pointer arithmetic counts. */
    int elementBytes() {
        return CType.bytes(type);
    }
}
