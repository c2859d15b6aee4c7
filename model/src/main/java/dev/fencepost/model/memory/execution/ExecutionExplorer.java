package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.LockRole;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Symbol;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Visits every execution of a bounded program that a memory model allows, each exactly once.
 *
 * <p>Depth-first over reads that are known to happen. A read may take its value from any write to its location that is
 * not known not to happen, including one that is not reached yet, whose guard must then come true. After each choice
 * coherence is saturated and the model judges what is decided; what is violated stays violated, so the branch is cut.
 * At a leaf only pairs of writes that are still unordered are branched on. Values that depend on themselves are treated
 * as herd7 treats them, see {@link Assumptions}.
 *
 * <p>An explorer is for one thread at a time and can be used repeatedly.
 */
public final class ExecutionExplorer {
    private final MemoryModel model;
    private final Execution x;
    private final Coherence coherence;
    private final Candidates candidates;
    private final Assumptions assumptions;
    private final int[] decided;
    private int decidedCount;
    private Predicate<? super Execution> visitor;
    private long deadline;
    private boolean limited;
    private boolean onlyCuts;
    private long executions;
    private long nodes;
    private boolean loopBoundReached;
    private Exploration.End end;

    /** Unrolls {@code program}, to be explored under {@code model}. */
    public ExecutionExplorer(Program program, MemoryModel model) {
        this(Unroller.unroll(program), model);
    }

    private ExecutionExplorer(EventGraph graph, MemoryModel model) {
        this.model = model;
        this.x = new Execution(graph);
        this.coherence = new Coherence(x);
        this.candidates = new Candidates(x);
        this.assumptions = new Assumptions(x);
        this.decided = new int[x.size];
    }

    /** Explores without a time limit. The visitor answers whether to go on. */
    public Exploration explore(Predicate<? super Execution> visitor) {
        return explore(visitor, null);
    }

    /**
     * Explores for {@code limit} at most, where that is not null. The visitor answers whether to go on.
     *
     * @throws ProgramFault if a consistent execution writes through a value that is no address
     */
    public Exploration explore(Predicate<? super Execution> visitor, Duration limit) {
        this.visitor = visitor;
        limited = limit != null;
        deadline = limited ? System.nanoTime() + limit.toNanos() : 0;
        executions = 0;
        nodes = 0;
        loopBoundReached = false;
        end = Exploration.End.EXHAUSTED;
        decideReads();
        if (goesOn() && !loopBoundReached && waits()) {
            lookForCuts();
        }
        return new Exploration(executions, nodes, loopBoundReached, end);
    }

    private boolean waits() {
        return has(event -> event.kind() == EventKind.CUTOFF) && has(event -> event.lock() == LockRole.LOCK_READ);
    }

    private boolean has(Predicate<Event> test) {
        return x.graph.events().stream().anyMatch(test);
    }

    /**
     * Where a loop was cut while its thread, or one that waits for it, can never take a lock, there is no complete
     * execution that would tell of the cut. So look for one in which threads may be stuck.
     */
    private void lookForCuts() {
        ExecutionExplorer stuck = new ExecutionExplorer(Unroller.unrollWaiting(x.program()), model);
        stuck.limited = limited;
        stuck.deadline = deadline;
        stuck.end = Exploration.End.EXHAUSTED;
        stuck.onlyCuts = true;
        stuck.decideReads();
        nodes += stuck.nodes;
        loopBoundReached = stuck.loopBoundReached;
        end = loopBoundReached ? end : stuck.end;
    }

    /** Judges the execution as decided so far; false cuts it. */
    private boolean consistent() {
        return coherent() && model.violated(x) == null;
    }

    /** Brings everything up to date with the decisions; false where one of them, or coherence, cannot stand. */
    private boolean coherent() {
        nodes++;
        if ((nodes & 63) == 0 && (Thread.currentThread().isInterrupted() || limited && System.nanoTime() > deadline)) {
            end = Exploration.End.TIMED_OUT;
            return false;
        }
        x.work.reset();
        x.refresh();
        return candidates.sourcesStand() && assumptions.stand() && coherence.saturate() == null;
    }

    private boolean goesOn() {
        return end == Exploration.End.EXHAUSTED;
    }

    private void decideReads() {
        int before = decidedCount;
        int assumed = assumptions.mark();
        int mark = x.terms.mark();
        if (propagate() && model.violated(x) == null) {
            int read = candidates.pick();
            if (read >= 0) {
                branch(read);
            } else if (candidates.nothingLeft() && assumptions.confirmed()) {
                decideCoherence();
            } else {
                breakCircle();
            }
        }
        undo(before, assumed, mark);
    }

    /** Decides the reads that have one candidate left, until none has; false where a read has no candidate. */
    private boolean propagate() {
        while (coherent()) {
            boolean changed = false;
            for (int read = x.reads.next(0); read >= 0; read = x.reads.next(read + 1)) {
                int count = x.source[read] < 0 && x.location(read) >= 0 ? candidates.count(read) : 2;
                if (count == 0) {
                    return false;
                }
                if (count == 1) {
                    decide(read, candidates.of(read)[0]);
                    changed = true;
                }
            }
            if (!changed) {
                return true;
            }
        }
        return false;
    }

    /** Goes on where values depend on themselves, see {@link Assumptions}. */
    private void breakCircle() {
        int condition = assumptions.openCondition();
        if (condition >= 0) {
            assume(condition, 1);
            if (goesOn()) {
                assume(condition, 0);
            }
            return;
        }
        int copied = assumptions.copiedFromItself();
        if (copied >= 0) {
            int mark = x.terms.mark();
            x.terms.learn(copied, Symbol.of(copied));
            decideReads();
            x.terms.undo(mark);
        }
    }

    private void assume(int condition, long truth) {
        int assumed = assumptions.mark();
        int mark = x.terms.mark();
        assumptions.assume(condition, truth);
        decideReads();
        assumptions.undo(assumed);
        x.terms.undo(mark);
    }

    private void branch(int read) {
        for (int source : candidates.of(read)) {
            int before = decidedCount;
            int assumed = assumptions.mark();
            int mark = x.terms.mark();
            decide(read, source);
            decideReads();
            undo(before, assumed, mark);
            if (!goesOn()) {
                return;
            }
        }
    }

    private void decide(int read, int source) {
        decided[decidedCount++] = read;
        x.source[read] = source;
        x.terms.link(read, x.event(source).value());
        assumptions.require(source, read);
    }

    private void undo(int count, int assumed, int mark) {
        while (decidedCount > count) {
            int read = decided[--decidedCount];
            x.terms.unlink(read, x.event(x.source[read]).value());
            x.source[read] = -1;
        }
        assumptions.undo(assumed);
        x.terms.undo(mark);
    }

    private void decideCoherence() {
        int write = coherence.undecidedWrite();
        if (write < 0) {
            leaf();
            return;
        }
        int rival = coherence.rivalOf(write);
        decideCoherence(write, rival);
        if (goesOn()) {
            decideCoherence(rival, write);
        }
    }

    private void decideCoherence(int first, int second) {
        coherence.choose(first, second);
        if (consistent()) {
            decideCoherence();
        }
        coherence.release();
    }

    private void leaf() {
        if (x.events().stream().anyMatch(event -> event.kind() == EventKind.CUTOFF)) {
            loopBoundReached = true;
            end = onlyCuts ? Exploration.End.STOPPED : end;
            return;
        } else if (onlyCuts) {
            return;
        }
        for (int at = x.executed.next(0); at >= 0; at = x.executed.next(at + 1)) {
            if (x.location(at) == Execution.NOWHERE) {
                throw new ProgramFault(
                        x.program(),
                        x.event(at).thread(),
                        x.terms.value(x.event(at).address()));
            }
        }
        executions++;
        if (!visitor.test(x)) {
            end = Exploration.End.STOPPED;
        }
    }
}
