package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes every candidate execution of a program: all runs of its threads, all rf, all co. */
public final class Enumerator {
    private static final int MOST_RUNS = 2_000;

    private final Program program;
    private final Consumer<Candidate> visitor;
    private long budget;

    private Enumerator(Program program, Consumer<Candidate> visitor, long budget) {
        this.program = program;
        this.visitor = visitor;
        this.budget = budget;
    }

    /**
     * Visits every candidate whose values are not out of thin air.
     *
     * @return false if that takes more than {@code budget} steps, and not all were visited
     */
    public static boolean visit(Program program, long budget, Consumer<Candidate> visitor) {
        Enumerator enumerator = new Enumerator(program, visitor, budget);
        List<List<Trace>> runs = enumerator.runs();
        if (runs == null) {
            return false;
        }
        enumerator.chooseRuns(runs, new ArrayList<>());
        return enumerator.budget > 0;
    }

    /** The runs of every thread over the values that the locations may hold. */
    private List<List<Trace>> runs() {
        List<Set<Long>> values = values();
        List<List<Trace>> result = new ArrayList<>();
        for (int thread = 0; values != null && thread < program.threads().size(); thread++) {
            Interpreter.Runs runs = Interpreter.runs(program, thread, values, false, MOST_RUNS);
            if (runs == null) {
                return null;
            }
            result.add(runs.finished());
        }
        return values == null ? null : result;
    }

    /**
     * What the locations may hold. A value that is not out of thin air passes through each write of the program once at
     * most, so that many rounds find them all. Conditions go both ways and addresses anywhere: those in a circle may be
     * what they are because of what they are.
     */
    private List<Set<Long>> values() {
        List<Set<Long>> values = new ArrayList<>();
        program.locations().forEach(location -> values.add(new TreeSet<>(Set.of(location.initial()))));
        for (int round = 0; ; round++) {
            boolean grown = false;
            int mostWrites = 0;
            for (int thread = 0; thread < program.threads().size(); thread++) {
                Interpreter.Runs runs = Interpreter.runs(program, thread, values, true, MOST_RUNS);
                if (runs == null) {
                    return null;
                }
                for (Step write : runs.written()) {
                    grown |= write.location() >= 0 && learn(values.get(write.location()), write);
                }
                mostWrites += runs.mostWrites();
            }
            if (!grown || round > mostWrites) {
                return values;
            }
        }
    }

    /** A location that something is copied to may hold a symbol too. */
    private static boolean learn(Set<Long> values, Step write) {
        return values.add(write.value()) | (write.copy() && values.addAll(ThinAir.SYMBOLS));
    }

    private void chooseRuns(List<List<Trace>> runs, List<Trace> chosen) {
        if (--budget <= 0) {
            return;
        }
        if (chosen.size() == runs.size()) {
            Skeleton skeleton = new Skeleton(program, List.copyOf(chosen));
            chooseSources(skeleton, 0, Pairs.none(skeleton.steps.size()));
            return;
        }
        for (Trace trace : runs.get(chosen.size())) {
            chosen.add(trace);
            if (chosen.size() < runs.size() || everyReadHasAValue(chosen)) {
                chooseRuns(runs, chosen);
            }
            chosen.remove(chosen.size() - 1);
        }
    }

    private boolean everyReadHasAValue(List<Trace> traces) {
        return traces.stream()
                .flatMap(trace -> trace.steps().stream())
                .filter(Step::reads)
                .allMatch(read -> program.locations().get(read.location()).initial() == read.value()
                        || traces.stream()
                                .flatMap(trace -> trace.steps().stream())
                                .anyMatch(step -> fits(step, read)));
    }

    private static boolean fits(Step write, Step read) {
        return write.writes() && write.location() == read.location() && write.value() == read.value();
    }

    private void chooseSources(Skeleton skeleton, int from, Pairs rf) {
        if (--budget <= 0) {
            return;
        }
        int read = from;
        while (read < skeleton.steps.size() && !skeleton.step(read).reads()) {
            read++;
        }
        if (read == skeleton.steps.size()) {
            if (new ThinAir(skeleton, rf).isClear()) {
                chooseOrder(skeleton, rf, 0, Pairs.none(skeleton.steps.size()));
            }
            return;
        }
        for (int write = 0; write < skeleton.steps.size(); write++) {
            if (fits(skeleton.step(write), skeleton.step(read))) {
                chooseSources(skeleton, read + 1, rf.plus(write, read));
            }
        }
    }

    private void chooseOrder(Skeleton skeleton, Pairs rf, int location, Pairs co) {
        if (location == program.locations().size()) {
            budget--;
            visitor.accept(new Candidate(skeleton, rf, co));
            return;
        }
        long writes = skeleton.set(step -> step.writes() && step.location() == location && step.thread() >= 0);
        // The initial write of location i is event i.
        order(skeleton, rf, location, co, 1L << location, writes);
    }

    private void order(Skeleton skeleton, Pairs rf, int location, Pairs co, long before, long left) {
        if (budget <= 0) {
            return;
        }
        if (left == 0) {
            chooseOrder(skeleton, rf, location + 1, co);
            return;
        }
        for (long rest = left; rest != 0; rest &= rest - 1) {
            long next = Long.lowestOneBit(rest);
            order(
                    skeleton,
                    rf,
                    location,
                    co.or(Pairs.product(skeleton.steps.size(), before, next)),
                    before | next,
                    left & ~next);
        }
    }
}
