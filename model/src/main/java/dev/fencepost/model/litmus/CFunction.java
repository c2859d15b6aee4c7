package dev.fencepost.model.litmus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One thread of a test.
 *
 * @param parameters pointers to the locations of their names
 * @param locals the types of its variables, with their stars
 * @param text of the body between the braces
 * @param end the offset behind the closing brace
 */
record CFunction(
        int thread,
        List<Parameter> parameters,
        List<CStatement> body,
        Map<String, String> locals,
        String text,
        int end) {
    CFunction {
        parameters = List.copyOf(parameters);
        locals = Map.copyOf(locals);
    }

    /** The types of everything that has a name: parameters are pointers to their locations. */
    Map<String, String> types() {
        Map<String, String> types = new HashMap<>(locals);
        parameters.forEach(parameter -> types.put(parameter.name(), parameter.type() + "*"));
        return types;
    }

    /** A parameter; {@code type} is the type of the location, so one star less than it is declared with. */
    record Parameter(String type, String name, int offset) {}
}
