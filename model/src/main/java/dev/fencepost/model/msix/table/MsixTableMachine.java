package dev.fencepost.model.msix.table;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.msix.table.Action.Control;
import dev.fencepost.model.msix.table.Action.Decode;
import dev.fencepost.model.msix.table.Action.Event;
import dev.fencepost.model.msix.table.Action.Read;
import dev.fencepost.model.msix.table.Action.Release;
import dev.fencepost.model.msix.table.Action.Reset;
import dev.fencepost.model.msix.table.Action.Use;
import dev.fencepost.model.msix.table.Action.Write;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * {@link MsixModel} with every action that software and device may take, in any order: addresses and data are 0 or 1,
 * and every kind of refused access is tried. A {@link Witness} judges each step.
 */
public final class MsixTableMachine implements Machine<MsixTableMachine.Judged> {
    private static final int SOFTWARE = 0;
    private static final int DEVICE = 1;

    private final MsixModel model;
    private final int vectors;
    private final Set<Precaution> leftOut;
    private final List<Action> actions = new ArrayList<>();
    private final MsixTableCodec codec;

    /**
     * A state, and what the witness says of the step to it.
     *
     * @param state of the function
     * @param breach what was wrong with the last step
     */
    public record Judged(State state, Breach breach) {}

    /** A table of that many vectors, 1 to 3. */
    public MsixTableMachine(int vectors) {
        this(vectors, Set.of());
    }

    /** The same without some precautions. */
    public MsixTableMachine(int vectors, Set<Precaution> leftOut) {
        this.leftOut = Set.copyOf(leftOut);
        if (vectors < 1 || vectors > 3) {
            throw new IllegalArgumentException(vectors + " vectors to explore, expected 1 to 3");
        }
        this.vectors = vectors;
        model = new MsixModel(new Setup(vectors, BadRead.ALL_ONES));
        codec = new MsixTableCodec(vectors);
        for (int vector = 0; vector < vectors; vector++) {
            addVector(vector);
        }
        addFunction();
    }

    private void addVector(int vector) {
        int at = Region.ENTRY * vector;
        for (int value = 0; value < 2; value++) {
            actions.add(new Write(Region.TABLE, at, 4, value));
            actions.add(new Write(Region.TABLE, at, 8, (long) value << 32 | 1 - value));
            actions.add(new Write(Region.TABLE, at + 8, 4, value));
            actions.add(new Write(Region.TABLE, at + 12, 4, value));
            for (int control = 0; control < 2; control++) {
                actions.add(new Write(Region.TABLE, at + 8, 8, (long) control << 32 | value));
            }
        }
        actions.add(new Read(Region.TABLE, at, 4));
        actions.add(new Read(Region.TABLE, at + 8, 8));
        actions.add(new Event(vector));
        actions.add(new Use(vector));
        actions.add(new Release(vector));
    }

    private void addFunction() {
        for (int bits = 0; bits < 4; bits++) {
            actions.add(new Control((bits & 1) != 0, (bits & 2) != 0));
        }
        actions.add(new Decode(true));
        actions.add(new Decode(false));
        actions.add(new Reset());
        actions.add(new Read(Region.PBA, 0, 8));
        actions.add(new Read(Region.TABLE, 2, 4));
        actions.add(new Write(Region.TABLE, 12, 2, 0));
        actions.add(new Write(Region.TABLE, 4, 8, 0));
        actions.add(new Write(Region.TABLE, Region.TABLE.bytes(vectors), 4, 0));
        actions.add(new Write(Region.PBA, 0, 4, 1));
    }

    @Override
    public void initial(Consumer<? super Judged> states) {
        states.accept(new Judged(model.initial(), Breach.NONE));
    }

    @Override
    public void steps(Judged from, Steps<Judged> steps) {
        for (int i = 0; i < actions.size(); i++) {
            if (isWithinBounds(from.state(), actions.get(i))) {
                steps.to(i, judge(from.state(), actions.get(i), outcome(from.state(), actions.get(i))));
            }
        }
    }

    private Outcome outcome(State before, Action action) {
        Outcome outcome = model.apply(before, action);
        for (Precaution precaution : leftOut) {
            outcome = precaution.concerns(before, action) ? precaution.left(before, outcome) : outcome;
        }
        return outcome;
    }

    /** A vector is used by one at a time. */
    private static boolean isWithinBounds(State state, Action action) {
        return !(action instanceof Use use) || state.vectors().get(use.vector()).uses() == 0;
    }

    /** The step that has this outcome, right or wrong. */
    public static Judged judge(State before, Action action, Outcome outcome) {
        return new Judged(outcome.state(), Witness.of(before).saw(action, outcome));
    }

    /** The model that is explored. */
    public MsixModel model() {
        return model;
    }

    /** The action of that number. */
    public Action action(int number) {
        return actions.get(number);
    }

    @Override
    public List<Invariant<Judged>> invariants() {
        List<Invariant<Judged>> invariants = new ArrayList<>();
        for (Breach breach : Breach.values()) {
            if (breach != Breach.NONE) {
                invariants.add(Invariant.ofStates(breach.sentence(), breach.clause(), s -> s.breach() != breach));
            }
        }
        return invariants;
    }

    @Override
    public Invariant<Judged> atRest() {
        return Invariant.ofStates("software and device can always go on", Clause.M2, state -> false);
    }

    @Override
    public Subject subject() {
        return new Subject(
                "msix",
                vectors + (vectors == 1 ? " vector" : " vectors") + ", addresses and data of one bit, each vector in "
                        + "use by one at most, endless" + without(),
                0,
                vectors > 1 ? List.of() : List.of("one vector is too few to tell whether vectors are mixed up"));
    }

    private String without() {
        return leftOut.stream()
                .map(precaution -> ", without "
                        + precaution.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .sorted()
                .collect(Collectors.joining());
    }

    @Override
    public List<String> actors() {
        return List.of("software", "device");
    }

    @Override
    public Codec<Judged> codec() {
        return codec;
    }

    @Override
    public int actor(int action) {
        Action taken = actions.get(action);
        return taken instanceof Event || taken instanceof Use || taken instanceof Release ? DEVICE : SOFTWARE;
    }

    @Override
    public String describe(Judged before, int action, Judged after) {
        return Words.of(actions.get(action), outcome(before.state(), actions.get(action)));
    }
}
