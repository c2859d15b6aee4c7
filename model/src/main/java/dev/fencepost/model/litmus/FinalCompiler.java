package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compiles final conditions, and finds what they and the list of locations ask for. */
final class FinalCompiler {
    private final Source source;
    private final int offset;
    private final Layout layout;
    private final int threads;
    private final FinalTypes types;

    /** {@code offset} is where the final part of the test starts, for messages. */
    FinalCompiler(Source source, int offset, Layout layout, int threads, FinalTypes types) {
        this.source = source;
        this.offset = offset;
        this.layout = layout;
        this.threads = threads;
        this.types = types;
    }

    Condition condition(Proposition proposition) throws LitmusException {
        if (proposition instanceof Proposition.Equal equal) {
            return Condition.equal(scalar(equal.place()), layout.value(equal.value()));
        } else if (proposition instanceof Proposition.EqualArray equal) {
            return equalArray(equal);
        } else if (proposition instanceof Proposition.Same same) {
            return new Condition.Compare(
                    Operator.EQUAL,
                    new Condition.Term.Of(scalar(same.left())),
                    new Condition.Term.Of(scalar(same.right())));
        } else if (proposition instanceof Proposition.Not not) {
            return new Condition.Not(condition(not.part()));
        } else if (proposition instanceof Proposition.And and) {
            return new Condition.All(conditions(and.parts()));
        } else if (proposition instanceof Proposition.Or or) {
            return new Condition.Any(conditions(or.parts()));
        }
        Proposition.Implies implies = (Proposition.Implies) proposition;
        return new Condition.Any(
                List.of(new Condition.Not(condition(implies.premise())), condition(implies.conclusion())));
    }

    private List<Condition> conditions(List<Proposition> parts) throws LitmusException {
        List<Condition> result = new ArrayList<>();
        for (Proposition part : parts) {
            result.add(condition(part));
        }
        return result;
    }

    private Condition equalArray(Proposition.EqualArray equal) throws LitmusException {
        List<Observable> elements = observables(equal.array());
        if (!isArray(equal.array()) || elements.size() != equal.values().size()) {
            throw source.error(
                    offset,
                    equal.array().bare() + " is no array of " + equal.values().size() + ": expected one such");
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            parts.add(
                    Condition.equal(elements.get(i), layout.value(equal.values().get(i))));
        }
        return new Condition.All(parts);
    }

    private Observable scalar(Place place) throws LitmusException {
        if (isArray(place)) {
            throw source.error(
                    offset, place.name() + " is an array: expected one of its elements, or a list of values");
        }
        return observables(place).get(0);
    }

    private boolean isArray(Place place) {
        return place.isGlobal() && place.index() < 0 && layout.size(place.name()) >= 0;
    }

    private List<Observable> observables(Place place) throws LitmusException {
        if (!place.isGlobal()) {
            if (place.thread() >= threads) {
                throw source.error(offset, "there is no thread " + place.thread() + ": expected 0 to " + (threads - 1));
            }
            return List.of(new Observable.RegisterOf(place.thread(), place.name()));
        }
        if (place.index() >= 0 && layout.knows(place.bare())) {
            return List.of(layout.memory(place.bare(), 0)); // inside a struct
        }
        int size = layout.size(place.name());
        if (place.index() >= Math.max(0, size)) {
            throw source.error(offset, place.bare() + " is outside the array, or " + place.name() + " is none");
        } else if (place.index() >= 0 || size < 0) {
            return List.of(layout.memory(place.name(), Math.max(0, place.index())));
        }
        List<Observable> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(layout.memory(place.name(), i));
        }
        return elements;
    }

    /** Everything that the condition and the list of locations name, in the order of herd7. */
    List<Place> places(Final last) {
        TreeSet<Place> places = new TreeSet<>(last.locations());
        collect(last.condition(), places);
        return List.copyOf(places);
    }

    private static void collect(Proposition proposition, TreeSet<Place> places) {
        if (proposition instanceof Proposition.Equal equal) {
            places.add(equal.place());
        } else if (proposition instanceof Proposition.EqualArray equal) {
            places.add(equal.array());
        } else if (proposition instanceof Proposition.Same same) {
            places.add(same.left());
            places.add(same.right());
        } else if (proposition instanceof Proposition.Not not) {
            collect(not.part(), places);
        } else if (proposition instanceof Proposition.And and) {
            and.parts().forEach(part -> collect(part, places));
        } else if (proposition instanceof Proposition.Or or) {
            or.parts().forEach(part -> collect(part, places));
        } else if (proposition instanceof Proposition.Implies implies) {
            collect(implies.premise(), places);
            collect(implies.conclusion(), places);
        }
    }

    /** The columns of the final states. */
    List<Observed> observed(Final last) throws LitmusException {
        List<Observed> observed = new ArrayList<>();
        for (Place place : places(last)) {
            boolean array = isArray(place);
            String label = array ? place.bare() : place.shown();
            observed.add(new Observed(label, observables(place), array, types.of(place)));
        }
        return observed;
    }
}
