package dev.fencepost.properties.memory.naive;

import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Observable;
import java.util.List;
import java.util.function.Predicate;

/** A candidate execution: events with values, a source for every read and an order of the writes of every location. */
public final class Candidate {
    final Skeleton skeleton;
    final Pairs rf;
    final Pairs co;
    final Pairs fr;
    private Boolean coherent;

    Candidate(Skeleton skeleton, Pairs rf, Pairs co) {
        this.skeleton = skeleton;
        this.rf = rf;
        this.co = co;
        this.fr = rf.inverse().seq(co);
    }

    /** The final value of a register or location. */
    public long value(Observable observable) {
        if (observable instanceof Observable.RegisterOf register) {
            return skeleton.traces.get(register.thread()).registers().getOrDefault(register.name(), 0L);
        }
        int location = ((Observable.MemoryAt) observable).index();
        long last = set(step -> step.writes() && step.location() == location) & ~co.domain();
        return skeleton.steps.get(Long.numberOfTrailingZeros(last)).value();
    }

    /** Whether a loop would have gone on beyond its bound: what follows in its thread then means nothing. */
    public boolean isCut() {
        return set(step -> step.kind() == Step.Kind.CUT) != 0;
    }

    /** Whether it writes through a value that is no address. */
    public boolean isFault() {
        return !isCut() && set(step -> step.writes() && step.location() == Step.NOWHERE) != 0;
    }

    /** {@code acyclic po-loc | rf | co | fr}. */
    boolean coherent() {
        if (coherent == null) {
            coherent = skeleton.poLoc.or(rf, co, fr).acyclic();
        }
        return coherent;
    }

    int size() {
        return skeleton.steps.size();
    }

    long set(Predicate<Step> test) {
        return skeleton.set(test);
    }

    long mode(Mode... modes) {
        List<Mode> wanted = List.of(modes);
        return set(step -> (step.reads() || step.writes()) && wanted.contains(step.mode()));
    }

    long fence(FenceKind... kinds) {
        List<FenceKind> wanted = List.of(kinds);
        return set(step -> step.fence() != null && wanted.contains(step.fence()));
    }

    Pairs external(Pairs pairs) {
        return pairs.and(skeleton.ext);
    }

    Pairs internal(Pairs pairs) {
        return pairs.minus(skeleton.ext);
    }

    /** {@code fencerel(set)}: everything before an event of the set to everything after it. */
    Pairs around(long set) {
        return skeleton.po.to(set).seq(skeleton.po);
    }
}
