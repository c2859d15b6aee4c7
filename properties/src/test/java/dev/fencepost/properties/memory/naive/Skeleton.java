package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What the candidates with the same runs of the threads have in common: everything but rf and co. */
final class Skeleton {
    final List<Trace> traces;
    final List<Step> steps = new ArrayList<>();
    final long reads;
    final long writes;
    final long initial;
    final Pairs po;
    final Pairs loc;
    final Pairs poLoc;
    final Pairs ext;
    final Pairs rmw;
    final Pairs addr;
    final Pairs data;
    final Pairs ctrl;

    Skeleton(Program program, List<Trace> traces) {
        this.traces = traces;
        for (int i = 0; i < program.locations().size(); i++) {
            steps.add(Step.initial(i, program.locations().get(i).initial()));
        }
        for (Trace trace : traces) {
            int offset = steps.size();
            trace.steps().forEach(step -> steps.add(step.shifted(offset)));
        }
        reads = set(Step::reads);
        writes = set(Step::writes);
        initial = set(step -> step.thread() < 0);
        po = pairs((a, b) -> a < b && thread(a) >= 0 && thread(a) == thread(b));
        loc = pairs((a, b) -> step(a).location() >= 0 && step(a).location() == step(b).location());
        poLoc = po.and(loc);
        ext = pairs((a, b) -> thread(a) != thread(b));
        rmw = pairs((a, b) -> b == a + 1
                && step(a).reads()
                && step(b).writes()
                && step(a).readModifyWrite()
                && step(b).readModifyWrite());
        addr = dependencies(Step::address);
        data = dependencies(Step::data);
        ctrl = dependencies(step -> step.reads() || step.writes() ? step.control() : 0);
    }

    Step step(int event) {
        return steps.get(event);
    }

    private int thread(int event) {
        return steps.get(event).thread();
    }

    long set(Predicate<Step> test) {
        long result = 0;
        for (int event = 0; event < steps.size(); event++) {
            result |= test.test(steps.get(event)) ? 1L << event : 0;
        }
        return result;
    }

    private Pairs pairs(Pairs.Related related) {
        return Pairs.where(steps.size(), related);
    }

    private Pairs dependencies(ToLongFunction<Step> of) {
        return pairs((a, b) -> Pairs.contains(of.applyAsLong(steps.get(b)), a));
    }
}
