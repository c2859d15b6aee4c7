package dev.fencepost.properties.memory.naive;

import java.util.List;
import java.util.Map;

/**
 * One run of one thread with guessed values.
 *
 * @param steps what it did
 * @param registers the final values of its registers
 */
record Trace(List<Step> steps, Map<String, Long> registers) {}
