package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.SharedMemory;
import java.util.function.Function;

/**
 * A subject whose implementation is recorded.
 *
 * @param <S> a scenario of its protocol: a program, and all that is needed to do the same on the implementation
 */
@FunctionalInterface
public interface RecordedSubject<S> {
    /**
     * Does on the implementation what the scenario has.
     *
     * @param schedule whose step is next: true for the first side of the program, false for the second; when it is used
     *     up, the first side goes on to its end and then the second
     * @param first makes the recorder of the first side from the memory; both sides work on one memory
     * @param second makes that of the second
     */
    RecordedRun run(
            S scenario,
            boolean[] schedule,
            Function<SharedMemory, Recorder> first,
            Function<SharedMemory, Recorder> second);
}
