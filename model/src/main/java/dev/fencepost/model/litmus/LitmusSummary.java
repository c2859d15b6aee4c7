package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.execution.DataRace;
import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.memory.program.Observable;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Collects the executions of one test and prints them as herd7 prints them. */
public final class LitmusSummary {
    private final LitmusTest test;
    private final List<Observable> columns = new ArrayList<>();
    private final Set<LongBuffer> states = new HashSet<>();
    private final TreeSet<String> flags = new TreeSet<>();
    private final TreeSet<String> races = new TreeSet<>();
    private final List<String> limits = new ArrayList<>();
    private long positive;
    private long negative;
    private Witness witness;
    private boolean loopBoundReached;
    private boolean timedOut;

    /** An empty summary of {@code test}. */
    public LitmusSummary(LitmusTest test) {
        this.test = test;
        test.observed().forEach(observed -> columns.addAll(observed.parts()));
    }

    /** Whether an execution with these final {@code values} passes the filter, and so counts. */
    public boolean counts(ToLongFunction<Observable> values) {
        return test.filter().holds(values);
    }

    /**
     * Adds an execution that passes the filter.
     *
     * @param values its final values
     * @param raised the flags that it raises
     */
    public void add(ToLongFunction<Observable> values, Set<String> raised) {
        long[] state = new long[columns.size()];
        for (int i = 0; i < state.length; i++) {
            state[i] = values.applyAsLong(columns.get(i));
        }
        states.add(LongBuffer.wrap(state));
        flags.addAll(raised);
        if (test.observesLock()) {
            flags.add("lock-final");
        }
        if (test.condition().holds(values)) {
            positive++;
        } else {
            negative++;
        }
    }

    /** Keeps what stopped the exploration of the test itself. */
    void record(Exploration done) {
        loopBoundReached = done.loopBoundReached();
        timedOut = done.end() == Exploration.End.TIMED_OUT;
        if (timedOut) {
            limits.add("the time limit was hit");
        }
        if (loopBoundReached) {
            limits.add("a loop ran into its bound, outcomes may be missing: see --unroll");
        }
    }

    /** Keeps what stopped the search for races, which decides nothing once there is one. */
    void recordRaceSearch(Exploration done) {
        if (!done.complete() && races.isEmpty()) {
            racesUnknown("whether plain accesses race is unknown: the search ran into the "
                    + (done.loopBoundReached() ? "bound of a loop" : "time limit"));
        }
    }

    /** Notes why nobody knows whether plain accesses race. */
    void racesUnknown(String why) {
        limits.add(why);
    }

    /** Adds races of one execution. */
    void addRaces(Set<DataRace> found) {
        for (DataRace race : found) {
            races.add(race.in(test.program()));
            flags.add("data-race");
        }
    }

    /** Keeps an execution that decides the question: one for {@code exists}, one against {@code ~exists} or forall. */
    void addWitness(Execution execution) {
        boolean wanted = test.quantifier() != Quantifier.FORALL;
        if (witness == null && test.condition().holds(execution::value) == wanted) {
            witness = Witness.of(execution);
        }
    }

    /** An execution that decides the question, if there is one. */
    public Optional<Witness> witness() {
        return Optional.ofNullable(witness);
    }

    /** The limits that were hit, in words; empty means that nothing was left out. */
    public List<String> limits() {
        return List.copyOf(limits);
    }

    /** Whether the time limit was hit before every execution was visited. */
    public boolean isTimedOut() {
        return timedOut;
    }

    /**
     * Pairs of accesses that race, of which at least one is plain, in words and sorted; a compiler may reorder, merge
     * or hoist a plain access whatever the machine does.
     */
    public List<String> races() {
        return List.copyOf(races);
    }

    /** The test. */
    public LitmusTest test() {
        return test;
    }

    /** Executions that satisfy the condition, whatever its quantifier. */
    public long positive() {
        return positive;
    }

    /** Executions that do not. */
    public long negative() {
        return negative;
    }

    /** Witnesses as herd7 counts them: executions for the whole question, so for {@code ~exists} those without. */
    public long positiveWitnesses() {
        return test.quantifier() == Quantifier.NOT_EXISTS ? negative : positive;
    }

    /** Executions against the whole question. */
    public long negativeWitnesses() {
        return test.quantifier() == Quantifier.NOT_EXISTS ? positive : negative;
    }

    /** The flags that some execution raised, sorted. */
    public List<String> flags() {
        return List.copyOf(flags);
    }

    /** What races, one line for each pair, and what that means; empty where nothing races. */
    public List<String> warnings() {
        List<String> lines = new ArrayList<>();
        races.forEach(race -> lines.add("Race " + race));
        if (!races.isEmpty()) {
            lines.add("A plain access races: a compiler may reorder, merge or hoist this, whatever the machine does.");
        }
        return lines;
    }

    /**
     * {@code Never}, {@code Sometimes} or {@code Always}: how often the condition held, whatever its quantifier. Where
     * a limit was hit, what was found exists, so Sometimes stays Sometimes; in place of the other two it is
     * {@code Bounded}.
     */
    public String observation() {
        if (positive > 0 && negative > 0) {
            return "Sometimes";
        } else if (!limits.isEmpty()) {
            return "Bounded";
        }
        return positive == 0 ? "Never" : "Always";
    }

    /** The final states as lines, in the order of herd7. */
    public List<String> states() {
        return new StateLines(test).of(states);
    }

    /**
     * Everything as herd7 prints it, but for Bounded in place of Never and Always.
     *
     * @param seconds the time taken
     */
    public String text(double seconds) {
        StringBuilder text = new StringBuilder();
        List<String> lines = states();
        text.append("Test ")
                .append(test.name())
                .append(' ')
                .append(test.quantifier().kind())
                .append('\n');
        text.append("States ").append(lines.size()).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        text.append(loopBoundReached ? "Loop " : "");
        text.append(test.quantifier().satisfied(positive, negative) ? "Ok\n" : "No\n");
        text.append("Witnesses\nPositive: ").append(positiveWitnesses());
        text.append(" Negative: ").append(negativeWitnesses()).append('\n');
        flags.forEach(flag -> text.append("Flag ").append(flag).append('\n'));
        text.append("Condition ").append(test.conditionText()).append('\n');
        text.append("Observation ").append(test.name()).append(' ').append(observation());
        text.append(' ').append(positive).append(' ').append(negative).append('\n');
        text.append(String.format(Locale.ROOT, "Time %s %.2f\n", test.name(), seconds));
        return text.append("Hash=").append(test.hash()).append("\n\n").toString();
    }
}
