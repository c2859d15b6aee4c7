package dev.fencepost.workbench.litmus;

import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.execution.Witness;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.workbench.console.Columns;
import java.util.ArrayList;
import java.util.List;

/** Draws an execution of a litmus test as a counterexample is drawn: a column a thread, from top to bottom in time. */
final class LitmusWitness {
    private static final int NUMBER = 3;

    private final LitmusTest test;
    private final List<Witness.Step> steps;
    private final boolean[][] before;

    LitmusWitness(LitmusTest test, Witness witness) {
        this.test = test;
        this.steps = witness.steps();
        this.before = new boolean[steps.size()][steps.size()];
    }

    /** The lines, for columns of these heads. */
    List<String> lines(List<String> heads, int width) {
        List<Counterexample.Step> timeline = timeline();
        Columns columns = new Columns(heads, timeline, 4, NUMBER, width, heads.size() > 2 ? 0 : 34);
        List<String> lines = new ArrayList<>();
        lines.add(columns.heads(NUMBER));
        for (Counterexample.Step step : timeline) {
            lines.add(columns.step("", step.agent(), step.position() + ". " + step.text())
                    .stripTrailing());
        }
        lines.add("    (top to bottom as it takes effect; numbers: each thread's program order)");
        return lines;
    }

    /** Every access once all that it comes after took effect; program order is kept where that is possible. */
    private List<Counterexample.Step> timeline() {
        for (int from = 0; from < steps.size(); from++) {
            for (int to = 0; to < steps.size(); to++) {
                if (observes(from, to)) {
                    order(from, to);
                }
            }
        }
        for (int from = 0; from < steps.size(); from++) {
            for (int to = from + 1; to < steps.size(); to++) {
                boolean program = steps.get(from).thread() == steps.get(to).thread() && isAccess(from) && isAccess(to);
                if (program && steps.get(from).thread() >= 0 && !before[to][from]) {
                    order(from, to);
                }
            }
        }
        return sorted();
    }

    /** rf, co or fr. */
    private boolean observes(int from, int to) {
        Witness.Step first = steps.get(from);
        Witness.Step second = steps.get(to);
        if (from == to || !isAccess(from) || !isAccess(to) || first.location() != second.location()) {
            return false;
        } else if (first.isWrite()) {
            return second.isWrite() ? first.rank() < second.rank() : second.source() == from;
        }
        return second.isWrite() && steps.get(first.source()).rank() < second.rank();
    }

    private boolean isAccess(int step) {
        return steps.get(step).isRead() || steps.get(step).isWrite();
    }

    private void order(int from, int to) {
        for (int earlier = 0; earlier < steps.size(); earlier++) {
            for (int later = 0; later < steps.size(); later++) {
                before[earlier][later] |=
                        (earlier == from || before[earlier][from]) && (later == to || before[to][later]);
            }
        }
    }

    private List<Counterexample.Step> sorted() {
        List<Counterexample.Step> result = new ArrayList<>();
        boolean[] done = new boolean[steps.size()];
        for (int left = steps.size(); left > 0; left--) {
            int next = next(done);
            done[next] = true;
            if (isAccess(next) && steps.get(next).thread() >= 0) {
                Witness.Step step = steps.get(next);
                result.add(new Counterexample.Step(step.thread(), position(next), text(step)));
            }
        }
        return result;
    }

    private int next(boolean[] done) {
        for (int step = 0; step < steps.size(); step++) {
            boolean free = !done[step];
            for (int other = 0; free && other < steps.size(); other++) {
                free = done[other] || !before[other][step];
            }
            if (free) {
                return step;
            }
        }
        throw new IllegalStateException("an execution in a circle");
    }

    private int position(int step) {
        int position = 0;
        for (int other = 0; other <= step; other++) {
            position += isAccess(other)
                            && steps.get(other).thread() == steps.get(step).thread()
                    ? 1
                    : 0;
        }
        return position;
    }

    private String text(Witness.Step step) {
        Location location = test.program().locations().get(step.location());
        String value = Address.isAddress(step.value())
                ? "&" + test.addressNames().get(Address.index(step.value()))
                : Long.toString(step.value());
        return (step.isWrite() ? "store " : "load  ") + location.name() + " = " + value
                + (step.partner() < 0 ? "" : " (atomic)");
    }
}
