/**
 * The implementation's own bytecode under every interleaving, with store buffers where x86 and SPARC have them.
 *
 * <p>A harness is a step machine on one thread: {@link dev.fencepost.stress.harness.Harness} says who may move, and
 * either Java PathFinder or the explorer in this module's tests chooses. A {@code Program} says which operations of an
 * actor follow each other. {@code Steps} cuts an operation wherever it uses something that actors share, by leaving it
 * with an exception and running it again: memory behind store buffers ({@code StoreBufferMemory}), a lock
 * ({@code HarnessLock}; {@code HarnessGuard} where it guards more than memory), or a reference ({@code HarnessCell}).
 * What belongs to one actor is not cut ({@code Owners}). {@code Snapshot} finds everything else that an actor changes.
 * A fence is dropped by the memory, which ignores it at that site; the implementation has no switch for it.
 * {@code src/main/jpf} has files for runs that are worth doing by hand.
 *
 * <p>A new harness is a subclass with a {@code main}, its programs, two files in {@code src/main/jpf}, and a line in
 * the tests' {@code HarnessSubjects}.
 *
 * <p>What is true of this package: nothing weaker than PSO (loads stay in order, so sites that order loads seem
 * needless), and few operations of each actor. Code here runs inside Java PathFinder, so it has no streams, no pattern
 * switches and no generated equals.
 */
package dev.fencepost.stress.harness;
