/**
 * The implementation's own bytecode under every interleaving, with store buffers where x86 and SPARC have them.
 *
 * <p>A harness is a step machine on one thread: {@link dev.fencepost.stress.jpf.SplitRingHarness} says who may move,
 * and either Java PathFinder or the explorer in this module's tests chooses. {@code StoreBufferMemory} cuts the
 * implementation's operations into steps by leaving them with an exception and running them again;
 * {@code DriverProgram} and {@code DeviceProgram} say which operations follow each other. A fence is dropped by the
 * memory, which ignores it at that site; the implementation has no switch for it. {@code src/main/jpf} has a file for
 * each run that is worth doing by hand.
 *
 * <p>What is true of this package: nothing weaker than PSO (loads stay in order, so D3, V1, V5 and V6 seem needless),
 * one descriptor a buffer, a bounded number of buffers. Code here runs inside Java PathFinder, so it has no streams, no
 * pattern switches, no generated equals, and plain arrays for all that changes.
 */
package dev.fencepost.stress.jpf;
