package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Program;
import java.time.Duration;
import java.util.Set;

/**
 * Judges a litmus test: visits its executions under a memory model, and says whether plain accesses race.
 *
 * <p>Models of machines take a plain access for one instruction that stands where it is written; a compiler need not.
 * So where a test has plain accesses they are judged once more, as the source is written, by the model that says what a
 * compiler may do to them: the Linux kernel's. The {@code data-race} flag is the same under every model.
 *
 * <p>Every limit that is hit on the way is kept in the {@link LitmusSummary}, which then has no Never and no Always.
 */
public final class LitmusExplorer {
    private final LitmusTest test;
    private final LitmusSummary summary;
    private final long started = System.nanoTime();
    private final Duration limit;

    private LitmusExplorer(LitmusTest test, Duration limit) {
        this.test = test;
        this.summary = new LitmusSummary(test);
        this.limit = limit;
    }

    /** Judges the test as it is written; {@code limit} is the time for it, null for none. */
    public static LitmusSummary explore(LitmusTest test, MemoryModel model, Duration limit) {
        return explore(test, test.program(), model, limit);
    }

    /**
     * Judges the test as a compiler lowers it.
     *
     * @param test as it is written
     * @param lowered its program in instructions that {@code model} is about
     * @param limit the time for all of it, null for none
     * @throws ProgramFault if a consistent execution writes through a value that is no address
     */
    public static LitmusSummary explore(LitmusTest test, Program lowered, MemoryModel model, Duration limit) {
        LitmusExplorer explorer = new LitmusExplorer(test, limit);
        explorer.judge(lowered, model);
        if (!(model instanceof Lkmm) && test.program().hasPlainAccesses()) {
            explorer.findRaces();
        }
        return explorer.summary;
    }

    private void judge(Program program, MemoryModel model) {
        summary.record(new ExecutionExplorer(program, model)
                .explore(
                        execution -> {
                            if (summary.counts(execution::value)) {
                                summary.add(execution::value, model.flags(execution));
                                summary.addWitness(execution);
                                summary.addRaces(model instanceof Lkmm kernel ? kernel.races(execution) : Set.of());
                            }
                            return true;
                        },
                        limit));
    }

    private void findRaces() {
        Lkmm kernel = new Lkmm();
        Duration rest = limit == null ? null : limit.minusNanos(System.nanoTime() - started);
        try {
            summary.recordRaceSearch(new ExecutionExplorer(test.program(), kernel)
                    .explore(
                            execution -> {
                                if (summary.counts(execution::value)) {
                                    summary.addRaces(kernel.races(execution));
                                }
                                return true;
                            },
                            rest));
        } catch (ProgramFault e) {
            summary.racesUnknown("whether plain accesses race is unknown: " + e.getMessage());
        }
    }
}
