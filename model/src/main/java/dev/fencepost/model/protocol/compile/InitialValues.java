package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;

/** What private variables start with: what the file says, else zeros. */
final class InitialValues {
    private final Side side;

    InitialValues(Side side) {
        this.side = side;
    }

    /** Gives every scalar of a variable its value; {@code initial} is null, known, or values in braces. */
    void set(Path path, String key, CType type, Expr initial, int at) throws SourceException {
        if (type instanceof CType.Struct struct) {
            for (int i = 0; i < struct.members().size(); i++) {
                CType.Member member = struct.members().get(i);
                set(path, key + "." + member.name(), member.type(), part(initial, member.name(), i), at);
            }
        } else if (type instanceof CType.Array array) {
            long size = side.memory().size(array, at);
            for (int i = 0; i < size; i++) {
                set(path, key + "[" + i + "]", array.of(), part(initial, "", i), at);
            }
        } else {
            long value = initial == null ? 0 : side.constants().value(initial);
            path.set(key, Arithmetic.convert(Value.of(value), type));
        }
    }

    /** The part of values in braces that a member or element starts with, or null. */
    static Expr part(Expr values, String member, int index) {
        if (values instanceof Expr.Values list) {
            for (int i = 0; i < list.values().size(); i++) {
                String name = list.names().get(i);
                if (name.isEmpty() ? i == index : name.equals(member)) {
                    return list.values().get(i);
                }
            }
        }
        return null;
    }
}
