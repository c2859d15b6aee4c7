/**
 * Weak memory: bounded programs, the models that say which of their executions are allowed, and the explorer that
 * visits exactly those.
 *
 * <p>Read in this order: {@link dev.fencepost.model.memory.program.Program} and
 * {@link dev.fencepost.model.memory.program.Instruction} (what goes in),
 * {@link dev.fencepost.model.memory.execution.ExecutionExplorer} (how it is searched),
 * {@link dev.fencepost.model.memory.execution.Execution} (what comes out), then the models, each beside its cat file:
 * {@link dev.fencepost.model.memory.model.Sc}, {@link dev.fencepost.model.memory.model.Tso},
 * {@link dev.fencepost.model.memory.model.Armv8}, {@link dev.fencepost.model.memory.model.Riscv},
 * {@link dev.fencepost.model.memory.model.Lkmm}. Inside, {@code Unroller} turns a program into guarded events,
 * {@code Terms} holds their values, {@code Coherence} and {@code Candidates} are the two halves of a search step, and
 * {@code Workspace} is the relational algebra that models are written in.
 *
 * <p>Beyond one coherent machine: {@link dev.fencepost.model.memory.model.ReachModel} says how the models are extended
 * to parties that are not coherent with each other, to device registers and to caches, which no published model covers.
 * {@link dev.fencepost.model.memory.model.KernelReach} does the same for the kernel's model, on which contracts for any
 * architecture rest; {@code Levels} is what the two share, in {@link dev.fencepost.model.memory.program.LocationKind}
 * stands what each kind of location asks of a barrier. Three parties matter: a buffer that one processor fills, another
 * one publishes and a device reads is right only because barriers are cumulative there, as they are among processors.
 */
package dev.fencepost.model.memory.execution;
