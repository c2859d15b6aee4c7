/**
 * The memory models, each a short class beside its cat file: {@link dev.fencepost.model.memory.model.Sc},
 * {@link dev.fencepost.model.memory.model.Tso}, {@link dev.fencepost.model.memory.model.Riscv},
 * {@link dev.fencepost.model.memory.model.Armv8}, {@link dev.fencepost.model.memory.model.Lkmm}.
 *
 * <p>Beyond one coherent machine: {@link dev.fencepost.model.memory.model.ReachModel} says how the models are extended
 * to parties that are not coherent with each other, to device registers and to caches, which no published model covers.
 * {@link dev.fencepost.model.memory.model.KernelReach} does the same for the kernel's model, on which contracts for any
 * architecture rest; {@code Levels} is what the two share. Three parties matter: a buffer that one processor fills,
 * another one publishes and a device reads is right only because barriers are cumulative there, as they are among
 * processors.
 */
package dev.fencepost.model.memory.model;
