/**
 * The rules of the house as tests: who may import whom, how large things may be, what no file may contain. Each rule
 * carries a sample that it must reject, because a rule that rejects nothing looks exactly like one that is kept.
 *
 * <p>{@code RoomRules} reads class files of {@code model} and {@code impl}; {@code TidyRules} reads the sources of all
 * rooms, and {@code TestRules} what the tests in them rest on.
 */
package dev.fencepost.properties.house;
