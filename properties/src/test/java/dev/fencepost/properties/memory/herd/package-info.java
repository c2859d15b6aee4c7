/**
 * Random programs with what herd7 says of them, as tables of facts: {@link HerdTable} reads them, {@link HerdTableTest}
 * holds the engine against them, and {@link EdgeMutantsTest} drops each single edge of each memory model and sees the
 * tables reject it. {@link HerdTableTool} makes a table anew: it generates programs, writes them for herd7, and reads
 * what herd7 printed.
 */
package dev.fencepost.properties.memory.herd;
