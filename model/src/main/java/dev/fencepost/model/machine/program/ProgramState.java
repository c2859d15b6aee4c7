package dev.fencepost.model.machine.program;

import java.util.ArrayList;
import java.util.List;

/**
 * A state of a {@link ProgramMachine}.
 *
 * @param threads where each thread is
 * @param memory what each location holds
 */
public record ProgramState(List<ThreadState> threads, List<Long> memory) {
    /** Copies the lists. */
    public ProgramState {
        threads = List.copyOf(threads);
        memory = List.copyOf(memory);
    }

    /**
     * Where one thread is.
     *
     * @param next the place of its next instruction in its straight code
     * @param registers what its registers hold; 0 in one that nothing reads any more
     * @param waiting its stores that nobody else sees, oldest first
     */
    public record ThreadState(int next, List<Long> registers, List<StoreBuffer.Pending> waiting) {
        /** Copies the lists. */
        public ThreadState {
            registers = List.copyOf(registers);
            waiting = List.copyOf(waiting);
        }
    }

    /** The state after one thread has gone on. */
    ProgramState with(int thread, ThreadState changed, List<Long> then) {
        List<ThreadState> all = new ArrayList<>(threads);
        all.set(thread, changed);
        return new ProgramState(all, then);
    }
}
