/**
 * What goes into the weak-memory engine: bounded {@link dev.fencepost.model.memory.program.Program}s of
 * {@link dev.fencepost.model.memory.program.Instruction}s over locations, with the barriers they use and how far these
 * reach ({@link dev.fencepost.model.memory.program.Reach}).
 */
package dev.fencepost.model.memory.program;
