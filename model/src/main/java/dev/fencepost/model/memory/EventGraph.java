package dev.fencepost.model.memory;

import java.util.List;
import java.util.Map;

/**
 * A program unrolled into guarded events: what {@link Unroller} makes and {@link ExecutionExplorer} explores.
 *
 * @param program where it comes from
 * @param events all events, numbered by their position
 * @param terms their guards, addresses and values
 * @param programOrder program order, as if every event happened
 * @param registers for each thread the terms of the final values of its registers
 */
record EventGraph(
        Program program,
        List<Event> events,
        Terms terms,
        Relation programOrder,
        List<Map<String, Integer>> registers) {}
