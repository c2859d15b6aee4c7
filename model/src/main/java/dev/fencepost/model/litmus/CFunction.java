package dev.fencepost.model.litmus;

import java.util.List;

/**
 * One thread of a test.
 *
 * @param parameters pointers to the locations of their names
 * @param text of the body between the braces
 * @param end the offset behind the closing brace
 */
record CFunction(int thread, List<Parameter> parameters, List<CStatement> body, String text, int end) {
    /** A parameter; {@code type} is the type of the location, so one star less than it is declared with. */
    record Parameter(String type, String name, int offset) {}
}
