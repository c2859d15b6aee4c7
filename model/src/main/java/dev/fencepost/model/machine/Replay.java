package dev.fencepost.model.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a path of packed representatives into a trace of real states. Under a symmetry a representative's successor
 * need not be the next representative itself, so the trace starts from a real initial state and takes, at each step,
 * one whose representative is the next on the path.
 */
final class Replay<S> {
    private final Machine<S> machine;
    private final Codec<S> codec;
    private final long[] words;

    Replay(Machine<S> machine) {
        this.machine = machine;
        this.codec = machine.codec();
        this.words = new long[codec.words()];
    }

    /**
     * The trace along {@code path}.
     *
     * @param broken if it is an invariant of steps, the last step is one that breaks it
     * @throws IllegalStateException if the machine does not have the path: its steps depend on more than the state, or
     *     its canonical form is not a symmetry
     */
    Trace<S> trace(List<long[]> path, Invariant<S> broken) {
        long[] first = first(path.get(0));
        List<Trace.Step<S>> steps = new ArrayList<>();
        long[] at = first;
        for (int i = 1; i < path.size(); i++) {
            Step found = step(at, path.get(i), i == path.size() - 1 ? broken : null);
            steps.add(new Trace.Step<>(found.action(), own(found.packed())));
            at = found.packed();
        }
        return new Trace<>(own(first), steps);
    }

    private record Step(int action, long[] packed) {}

    private long[] first(long[] representative) {
        List<long[]> found = new ArrayList<>();
        machine.initial(state -> {
            if (isRepresentedBy(state, representative)) {
                found.add(packed(state));
            }
        });
        return any(found);
    }

    private Step step(long[] from, long[] representative, Invariant<S> broken) {
        List<Step> found = new ArrayList<>();
        S before = own(from);
        machine.steps(own(from), (action, next) -> {
            boolean breaks = broken == null
                    || broken.ofStep() == null
                    || !broken.ofStep().test(before, next);
            if (breaks && isRepresentedBy(next, representative)) {
                found.add(new Step(action, packed(next)));
            }
        });
        return any(found);
    }

    private boolean isRepresentedBy(S state, long[] representative) {
        codec.encode(machine.canonical(state), words);
        return Arrays.equals(words, representative);
    }

    private long[] packed(S state) {
        long[] packed = new long[words.length];
        codec.encode(state, packed);
        return packed;
    }

    private S own(long[] packed) {
        return codec.copy(codec.decode(packed));
    }

    private static <T> T any(List<T> found) {
        if (found.isEmpty()) {
            throw new IllegalStateException("the machine does not repeat a step that it took before");
        }
        return found.get(0);
    }
}
