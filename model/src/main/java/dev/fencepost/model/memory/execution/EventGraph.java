package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Map;

/**
 * A program unrolled into guarded events: what {@link Unroller} makes and {@link ExecutionExplorer} explores.
 *
 * @param program where it comes from
 * @param events all events, numbered by their position
 * @param terms their guards, addresses and values
 * @param programOrder program order, as if every event happened
 * @param conditions the terms that decide which events happen: of ifs, loops and conditional read-modify-writes
 * @param registers for each thread the terms of the final values of its registers
 */
record EventGraph(
        Program program,
        List<Event> events,
        Terms terms,
        Relation programOrder,
        List<Choice> conditions,
        List<Map<String, Integer>> registers) {
    /** A condition, and the guard of the code that evaluates it. */
    record Choice(int condition, int guard) {}
}
