/**
 * State machines and the breadth-first {@link dev.fencepost.model.machine.Explorer} that visits every state they reach.
 *
 * <p>A {@link dev.fencepost.model.machine.Machine} says where it starts, which steps a state has, and what must hold.
 * Its states may be records, or words of a {@link dev.fencepost.model.machine.Layout} that steps change in place: the
 * second way allocates nothing. Either way the explorer keeps each state as a few packed {@code long}s.
 *
 * <p>Every step is atomic and takes effect at once: a machine knows nothing of memory ordering, unless it models a
 * store buffer itself. {@link dev.fencepost.model.machine.program.ProgramMachine} does, for any program of the
 * {@code memory} engine.
 */
package dev.fencepost.model.machine;
