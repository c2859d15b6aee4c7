/**
 * Weak memory: the explorer that visits exactly the executions of a program that a model allows.
 *
 * <p>Read in this order: {@code program} (what goes in), {@link dev.fencepost.model.memory.execution.ExecutionExplorer}
 * (how it is searched), {@link dev.fencepost.model.memory.execution.Execution} (what comes out), then {@code model}.
 * Inside, {@code Unroller} turns a program into guarded events, {@code Terms} holds their values, {@code Coherence} and
 * {@code Candidates} are the two halves of a search step, and {@code Workspace} is the relational algebra that models
 * are written in.
 */
package dev.fencepost.model.memory.execution;
