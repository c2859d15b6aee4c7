package dev.fencepost.model.litmus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The structs of a test: which fields each has. Nobody declares them; a struct has the fields that some thread names,
 * and each is a location of its own, {@code avail.idx}, that holds an int.
 */
final class Structs {
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private Structs() {}

    static Structs of(List<CFunction> functions) {
        Structs structs = new Structs();
        for (CFunction function : functions) {
            Types types = new Types(function.types());
            ConstantMemory.walk(function.body(), expression -> structs.collect(expression, types), statement -> {});
        }
        return structs;
    }

    private void collect(CExpression expression, Types types) {
        if (expression instanceof CExpression.Field field) {
            String struct = CType.struct(types.of(field.base()));
            List<String> known = fields.computeIfAbsent(struct == null ? "" : struct, name -> new ArrayList<>());
            if (!known.contains(field.name())) {
                known.add(field.name());
            }
        }
    }

    /** The fields of {@code struct S}, in the order of their locations; empty if nobody looks inside. */
    List<String> fields(String struct) {
        return fields.getOrDefault(struct, List.of());
    }

    /** The place of a field, from 0; -1 where {@code type} is no pointer to a struct. */
    int place(String type, String field) {
        String struct = CType.struct(type);
        return struct == null ? -1 : fields(struct).indexOf(field);
    }
}
