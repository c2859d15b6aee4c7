package dev.fencepost.model.litmus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The integers that each location holds, which all threads must agree on. The type in the initial state is one to print
 * by, as in herd7, and decides only where the threads say nothing.
 */
final class CellTypes {
    private final Map<String, IntegerType> types = new HashMap<>();

    private CellTypes() {}

    /** @throws LitmusException if a location has two types that hold different integers */
    static CellTypes of(Source source, List<InitialValue> initial, List<CFunction> functions) throws LitmusException {
        CellTypes cells = new CellTypes();
        for (CFunction function : functions) {
            for (CFunction.Parameter parameter : function.parameters()) {
                cells.add(source, parameter.name(), parameter.type(), parameter.offset());
            }
        }
        for (InitialValue value : initial) {
            if (value.place().isGlobal() && !value.type().isEmpty()) {
                cells.types.putIfAbsent(value.place().name(), integer(value.type()));
            }
        }
        return cells;
    }

    private void add(Source source, String name, String type, int offset) throws LitmusException {
        IntegerType integer = integer(type);
        IntegerType before = types.putIfAbsent(name, integer);
        if (before != null && before != integer && (before.isNarrow() || integer.isNarrow())) {
            throw source.error(
                    offset,
                    name + " has another type elsewhere, which holds other integers: accesses of several sizes to one "
                            + "location are not read");
        }
    }

    private static IntegerType integer(String type) {
        return CType.pointee(type) == null ? CType.integer(type) : IntegerType.S32;
    }

    /** An initial value as its location holds it. */
    Literal fitting(Source source, InitialValue value, Literal literal) throws LitmusException {
        IntegerType type = types.getOrDefault(value.place().name(), IntegerType.S32);
        if (literal.symbol() == null && type.convert(literal.number()) != literal.number()) {
            throw source.error(
                    value.offset(),
                    value.place().name() + " cannot hold " + literal.number()
                            + ": expected a value that fits its type");
        }
        return literal;
    }
}
