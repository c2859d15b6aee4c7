/**
 * What is fast: the optimized implementation on real shared memory.
 *
 * <p>Start with {@link dev.fencepost.impl.memory.SharedMemory}, the one class through which everything here touches
 * memory that somebody else touches too: every access names its width and mode, every fence its barrier site. So the
 * same queue runs on mapped memory, under Java PathFinder, under a recorder and on the memory of a guest. Then
 * {@link dev.fencepost.impl.ring}, the virtqueues.
 *
 * <p>Imports the JDK only, and never {@code dev.fencepost.model}: code shared between the two would let both be wrong
 * together.
 */
package dev.fencepost.impl;
