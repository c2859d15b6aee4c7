package dev.fencepost.model.msix.table;

/**
 * A message that a function sends to interrupt: a write of {@code data} to {@code address}.
 *
 * @param vector which entry of the table it came from
 * @param address 64 bits
 * @param data 32 bits
 */
public record Message(int vector, long address, int data) {}
