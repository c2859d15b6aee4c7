package dev.fencepost.model.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Visits every state that a machine reaches, nearest first, so that the first failure has a shortest trace.
 *
 * <p>Invariants of states are checked on every state when it is found, invariants of steps on every step, and
 * {@link Machine#atRest} on every state that turns out to have no step. A failure at the next level waits until the
 * current one is done, because a state of the current level may still turn out to be stuck.
 *
 * @param <S> a state
 */
public final class Explorer<S> implements Steps<S> {
    private static final int LOOK_UP_EVERY = 1 << 12;
    private static final long TELL_EVERY_NANOS = 100_000_000;

    private final Machine<S> machine;
    private final Codec<S> codec;
    private final Limits limits;
    private final Listener listener;
    private final StateStore store;
    private final List<Invariant<S>> ofStates;
    private final List<Invariant<S>> ofSteps;
    private final Invariant<S> atRest;
    private final long started = System.nanoTime();
    private final long[] words;
    private final List<String> hit = new ArrayList<>();

    private S state;
    private int index;
    private int depth;
    private int levelEnd;
    private long steps;
    private boolean moved;
    private long nextTold = TELL_EVERY_NANOS;
    private Broken<S> broken;

    /** Where something broke: {@code end} was found from the state at {@code from}, or is that state if it is stuck. */
    private record Broken<S>(Invariant<S> invariant, int from, long[] end) {}

    private Explorer(Machine<S> machine, Limits limits, Listener listener) {
        this.machine = machine;
        this.codec = machine.codec();
        this.limits = limits;
        this.listener = listener;
        this.words = new long[codec.words()];
        this.store = new StateStore(codec.words(), limits.bytes());
        List<Invariant<S>> invariants = machine.invariants();
        this.ofStates = invariants.stream().filter(i -> i.ofStep() == null).toList();
        this.ofSteps = invariants.stream().filter(i -> i.ofStep() != null).toList();
        this.atRest = machine.atRest();
    }

    /**
     * Explores a machine to its end, to its first failure or to a limit.
     *
     * @param listener hears how it gets on
     */
    public static <S> Exploration<S> explore(Machine<S> machine, Limits limits, Listener listener) {
        return new Explorer<>(machine, limits, listener).run();
    }

    /** Explores a machine with all the memory of this JVM. */
    public static <S> Exploration<S> explore(Machine<S> machine) {
        return explore(machine, Limits.ofThisJvm(), Listener.NONE);
    }

    private Exploration<S> run() {
        index = -1;
        machine.initial(this::begin);
        levelEnd = store.size();
        for (index = 0; index < levelEnd && hit.isEmpty() && broken == null; nextLevel()) {
            while (index < levelEnd && hit.isEmpty()) {
                visit();
                index++;
            }
        }
        Optional<Exploration.Failure<S>> failure = Optional.ofNullable(broken)
                .map(b -> new Exploration.Failure<>(
                        b.invariant(), new Replay<>(machine).trace(pathTo(b), b.invariant())));
        List<String> ended = failure.isPresent() ? List.of() : hit;
        return new Exploration<>(machine, failure, ended, store.size(), steps, depth, store.bytes(), seconds());
    }

    private void nextLevel() {
        if (store.size() > levelEnd && hit.isEmpty()) {
            depth++;
        }
        levelEnd = broken == null ? store.size() : levelEnd;
    }

    private void begin(S first) {
        S representative = machine.canonical(first);
        codec.encode(representative, words);
        if (keep(-1) && broken == null) {
            checkState(representative);
        }
    }

    /** Follows the steps of the state at {@link #index}. */
    private void visit() {
        store.read(index, words);
        state = codec.decode(words);
        moved = false;
        machine.steps(state, this);
        if (!moved && !stuckFoundAlready() && !atRest.ofState().test(state)) {
            store.read(index, words);
            broken = new Broken<>(atRest, index, words.clone());
        }
        if (index % LOOK_UP_EVERY == 0) {
            lookUp();
        }
    }

    /** A stuck state of this level is nearer than whatever broke on the way to the next. */
    private boolean stuckFoundAlready() {
        return broken != null && broken.invariant() == atRest;
    }

    /** One step of the state being visited. */
    @Override
    public void to(int action, S next) {
        moved = true;
        steps++;
        if (broken != null || !hit.isEmpty()) {
            return;
        }
        for (Invariant<S> invariant : ofSteps) {
            if (!invariant.ofStep().test(state, next)) {
                codec.encode(machine.canonical(next), words);
                broken = new Broken<>(invariant, index, words.clone());
                return;
            }
        }
        S representative = machine.canonical(next);
        codec.encode(representative, words);
        if (keep(index)) {
            checkState(representative);
        }
    }

    private boolean keep(int parent) {
        if (store.size() >= limits.states()) {
            hitUnlessKnown(format("the limit of %,d states", limits.states()));
            return false;
        }
        int added = store.add(words, parent);
        if (added == StateStore.FULL) {
            hit.add(covered(format("the memory limit of %,d MB", limits.bytes() >> 20)));
        }
        return added >= 0;
    }

    private void hitUnlessKnown(String limit) {
        if (!store.contains(words)) {
            hit.add(covered(limit));
        }
    }

    private void checkState(S found) {
        for (Invariant<S> invariant : ofStates) {
            if (!invariant.ofState().test(found)) {
                broken = new Broken<>(invariant, index, words.clone());
                return;
            }
        }
    }

    private void lookUp() {
        long elapsed = System.nanoTime() - started;
        if (elapsed >= limits.time().toNanos()) {
            hit.add(covered(format("the time limit of %d s", limits.time().toSeconds())));
        }
        if (elapsed >= nextTold) {
            nextTold = elapsed + TELL_EVERY_NANOS;
            listener.at(new Listener.Progress(store.size(), store.size() - index, depth, store.bytes(), seconds()));
        }
    }

    private String covered(String limit) {
        return format(
                "%s was reached: %,d states found, %,d of them followed, complete to depth %d",
                limit, store.size(), Math.max(0, index), Math.max(0, depth));
    }

    /** Packed states from an initial one to the broken one. */
    private List<long[]> pathTo(Broken<S> failure) {
        List<long[]> path = new ArrayList<>();
        boolean stuck = failure.invariant() == atRest;
        path.add(failure.end());
        for (int i = stuck ? store.parent(failure.from()) : failure.from(); i >= 0; i = store.parent(i)) {
            long[] packed = new long[words.length];
            store.read(i, packed);
            path.add(0, packed);
        }
        return path;
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
