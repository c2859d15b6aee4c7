package dev.fencepost.model.msix;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.msix.MsixModelAction.Control;
import dev.fencepost.model.msix.MsixModelAction.Decode;
import dev.fencepost.model.msix.MsixModelAction.Event;
import dev.fencepost.model.msix.MsixModelAction.Read;
import dev.fencepost.model.msix.MsixModelAction.Release;
import dev.fencepost.model.msix.MsixModelAction.Reset;
import dev.fencepost.model.msix.MsixModelAction.Use;
import dev.fencepost.model.msix.MsixModelAction.Write;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * {@link MsixModel} with every action that software and device may take, in any order: addresses and data are 0 or 1,
 * and every kind of refused access is tried. A {@link MsixModelWitness} judges each step.
 */
public final class MsixModelMachine implements Machine<MsixModelMachine.Judged> {
    private static final int SOFTWARE = 0;
    private static final int DEVICE = 1;

    private final MsixModel model;
    private final int vectors;
    private final Set<MsixPrecaution> leftOut;
    private final List<MsixModelAction> actions = new ArrayList<>();
    private final MsixModelCodec codec;

    /**
     * A state, and what the witness says of the step to it.
     *
     * @param state of the function
     * @param breach what was wrong with the last step
     */
    public record Judged(MsixModelState state, MsixModelBreach breach) {}

    /** A table of that many vectors, 1 to 3. */
    public MsixModelMachine(int vectors) {
        this(vectors, Set.of());
    }

    /** The same without some precautions. */
    public MsixModelMachine(int vectors, Set<MsixPrecaution> leftOut) {
        this.leftOut = Set.copyOf(leftOut);
        if (vectors < 1 || vectors > 3) {
            throw new IllegalArgumentException(vectors + " vectors to explore, expected 1 to 3");
        }
        this.vectors = vectors;
        model = new MsixModel(new MsixModelSetup(vectors, MsixBadRead.ALL_ONES));
        codec = new MsixModelCodec(vectors);
        for (int vector = 0; vector < vectors; vector++) {
            addVector(vector);
        }
        addFunction();
    }

    private void addVector(int vector) {
        int at = MsixRegion.ENTRY * vector;
        for (int value = 0; value < 2; value++) {
            actions.add(new Write(MsixRegion.TABLE, at, 4, value));
            actions.add(new Write(MsixRegion.TABLE, at, 8, (long) value << 32 | 1 - value));
            actions.add(new Write(MsixRegion.TABLE, at + 8, 4, value));
            actions.add(new Write(MsixRegion.TABLE, at + 12, 4, value));
            for (int control = 0; control < 2; control++) {
                actions.add(new Write(MsixRegion.TABLE, at + 8, 8, (long) control << 32 | value));
            }
        }
        actions.add(new Read(MsixRegion.TABLE, at, 4));
        actions.add(new Read(MsixRegion.TABLE, at + 8, 8));
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
        actions.add(new Read(MsixRegion.PBA, 0, 8));
        actions.add(new Read(MsixRegion.TABLE, 2, 4));
        actions.add(new Write(MsixRegion.TABLE, 12, 2, 0));
        actions.add(new Write(MsixRegion.TABLE, 4, 8, 0));
        actions.add(new Write(MsixRegion.TABLE, MsixRegion.TABLE.bytes(vectors), 4, 0));
        actions.add(new Write(MsixRegion.PBA, 0, 4, 1));
    }

    @Override
    public void initial(Consumer<? super Judged> states) {
        states.accept(new Judged(model.initial(), MsixModelBreach.NONE));
    }

    @Override
    public void steps(Judged from, Steps<Judged> steps) {
        for (int i = 0; i < actions.size(); i++) {
            if (isWithinBounds(from.state(), actions.get(i))) {
                steps.to(i, judge(from.state(), actions.get(i), outcome(from.state(), actions.get(i))));
            }
        }
    }

    private MsixModelOutcome outcome(MsixModelState before, MsixModelAction action) {
        MsixModelOutcome outcome = model.apply(before, action);
        for (MsixPrecaution precaution : leftOut) {
            outcome = precaution.concerns(before, action) ? precaution.left(before, outcome) : outcome;
        }
        return outcome;
    }

    /** A vector is used by one at a time. */
    private static boolean isWithinBounds(MsixModelState state, MsixModelAction action) {
        return !(action instanceof Use use) || state.vectors().get(use.vector()).uses() == 0;
    }

    /** The step that has this outcome, right or wrong. */
    public static Judged judge(MsixModelState before, MsixModelAction action, MsixModelOutcome outcome) {
        return new Judged(outcome.state(), MsixModelWitness.of(before).saw(action, outcome));
    }

    /** The model that is explored. */
    public MsixModel model() {
        return model;
    }

    /** The action of that number. */
    public MsixModelAction action(int number) {
        return actions.get(number);
    }

    @Override
    public List<Invariant<Judged>> invariants() {
        List<Invariant<Judged>> invariants = new ArrayList<>();
        for (MsixModelBreach breach : MsixModelBreach.values()) {
            if (breach != MsixModelBreach.NONE) {
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
        MsixModelAction taken = actions.get(action);
        return taken instanceof Event || taken instanceof Use || taken instanceof Release ? DEVICE : SOFTWARE;
    }

    @Override
    public String describe(Judged before, int action, Judged after) {
        return MsixModelWords.of(actions.get(action), outcome(before.state(), actions.get(action)));
    }
}
