package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.SharedMemory;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Holds an implementation against its protocol: every scenario in every interleaving of so many first steps.
 *
 * @param <S> as in {@link RecordedSubject}
 * @param scenarios what to run
 * @param steps how many steps are interleaved in all ways, at most 20
 */
public record RecordedCheck<S>(RecordedSubject<S> subject, Collection<S> scenarios, int steps) {
    /**
     * The sites that were passed.
     *
     * @throws Mismatch where implementation and protocol differ
     */
    public Set<String> sites() {
        Set<String> sites = new TreeSet<>();
        for (S scenario : scenarios) {
            schedules(steps)
                    .forEach(schedule -> sites.addAll(subject.run(scenario, schedule, Recorder::new, Recorder::new)
                            .accept()));
        }
        return sites;
    }

    /** Whether implementation and protocol are found to differ if both sides are recorded like this. */
    public boolean rejects(Function<SharedMemory, Recorder> recorder) {
        return runs(recorder, recorder).anyMatch(run -> run.shortestMismatch().isPresent());
    }

    /** How many accesses and fences the shortest side has that differs if the sides see memory like this. */
    public OptionalInt shortestMismatch(UnaryOperator<SharedMemory> first, UnaryOperator<SharedMemory> second) {
        return runs(memory -> new MutantRecorder(memory, first), memory -> new MutantRecorder(memory, second))
                .flatMapToInt(run -> run.shortestMismatch().stream())
                .min();
    }

    private Stream<RecordedRun> runs(Function<SharedMemory, Recorder> first, Function<SharedMemory, Recorder> second) {
        return scenarios.stream()
                .flatMap(scenario -> schedules(steps).map(schedule -> subject.run(scenario, schedule, first, second)));
    }

    /** All ways to interleave so many steps. */
    public static Stream<boolean[]> schedules(int steps) {
        return Stream.iterate(0, bits -> bits < 1 << steps, bits -> bits + 1).map(bits -> {
            boolean[] schedule = new boolean[steps];
            for (int i = 0; i < steps; i++) {
                schedule[i] = (bits >> i & 1) != 0;
            }
            return schedule;
        });
    }
}
