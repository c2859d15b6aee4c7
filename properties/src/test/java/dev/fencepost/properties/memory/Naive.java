package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Riscv;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.properties.memory.naive.Candidate;
import dev.fencepost.properties.memory.naive.Enumerator;
import dev.fencepost.properties.memory.naive.NaiveArmv8;
import dev.fencepost.properties.memory.naive.NaiveLkmm;
import dev.fencepost.properties.memory.naive.NaiveModel;
import dev.fencepost.properties.memory.naive.NaiveRiscv;
import dev.fencepost.properties.memory.naive.NaiveSc;
import dev.fencepost.properties.memory.naive.NaiveTso;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The naive enumerator's answers in the form of {@link Outcome}. */
final class Naive {
    /** The engine's models, and {@link #COUNTERPARTS} with the same indexes. */
    static final List<MemoryModel> MODELS = List.of(new Sc(), new Tso(), new Armv8(), new Lkmm(), new Riscv());

    static final List<NaiveModel> COUNTERPARTS =
            List.of(new NaiveSc(""), new NaiveTso(""), new NaiveArmv8(""), new NaiveLkmm(""), new NaiveRiscv(""));

    private final NaiveModel model;
    private final TreeMap<String, Integer> states = new TreeMap<>();
    private final Set<String> flags = new TreeSet<>();
    private boolean loopBoundReached;
    private boolean fault;

    private Naive(NaiveModel model) {
        this.model = model;
    }

    /** What each model says of the program, or null where that is too much work for a naive enumerator. */
    static List<Outcome> of(Program program, List<? extends NaiveModel> models, long budget) {
        List<Naive> answers = models.stream().map(Naive::new).toList();
        boolean done = Enumerator.visit(
                program, budget, candidate -> answers.forEach(answer -> answer.judge(program, candidate)));
        return done ? answers.stream().map(Naive::outcome).toList() : null;
    }

    private void judge(Program program, Candidate candidate) {
        if (!model.allows(candidate)) {
            return;
        }
        if (candidate.isCut()) {
            loopBoundReached = true;
        } else if (candidate.isFault()) {
            fault = true;
        } else {
            states.merge(Outcome.state(program, candidate::value), 1, Integer::sum);
            flags.addAll(model.flags(candidate));
        }
    }

    private Outcome outcome() {
        return fault ? Outcome.FAULT : new Outcome(states, flags, loopBoundReached, false);
    }
}
