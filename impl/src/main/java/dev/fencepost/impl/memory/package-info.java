/**
 * Shared memory, the fences in it, and who may use which. Start with {@link dev.fencepost.impl.memory.SharedMemory}.
 */
package dev.fencepost.impl.memory;
