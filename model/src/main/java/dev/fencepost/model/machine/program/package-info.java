/**
 * A weak-memory program as a state machine: the second opinion on what the {@code memory} engine says of SC and TSO,
 * and of another kind. Nothing here knows an axiom: threads take steps one at a time, and a store may wait in a
 * {@link dev.fencepost.model.machine.program.StoreBuffer} before others see it.
 *
 * <p>Read {@link dev.fencepost.model.machine.program.StoreBuffer} (what the machine is), then {@code ThreadCode} (a
 * thread without loops), {@code ThreadSteps} (what each instruction does), and
 * {@link dev.fencepost.model.machine.program.ProgramMachine} (what is explored, and when something bad counts).
 */
package dev.fencepost.model.machine.program;
