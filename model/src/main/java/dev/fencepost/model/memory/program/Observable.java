package dev.fencepost.model.memory.program;

/** Something that a final condition may ask for. */
public sealed interface Observable {
    /** The final value of a register of the thread with this index. */
    record RegisterOf(int thread, String name) implements Observable {}

    /** The final value of the location at {@code index} in {@link Program#locations}. */
    record MemoryAt(int index) implements Observable {}
}
