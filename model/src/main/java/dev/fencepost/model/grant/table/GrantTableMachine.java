package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Action.Edit;
import dev.fencepost.model.grant.table.Action.OfGuest;
import dev.fencepost.model.grant.table.Action.OfVcpu;
import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.GrantTableModel.Refusal;
import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** {@link GrantTableModel} with every choice explored, within bounds. */
public final class GrantTableMachine implements Machine<long[]> {
    private final GrantTableModel model;
    private final State f;
    private final Setup setup;
    private final Bounds bounds;
    private final Choices choices;
    private final long[] next;

    /** Such tables, within these bounds. */
    public GrantTableMachine(Setup setup, Bounds bounds) {
        this.setup = setup;
        this.bounds = bounds;
        model = new GrantTableModel(setup);
        f = model.fields();
        choices = new Choices(f, bounds);
        next = f.layout.state();
    }

    /** What it explores. */
    public GrantTableModel model() {
        return model;
    }

    /** What the bits of a state mean. */
    public State fields() {
        return f;
    }

    @Override
    public void initial(Consumer<? super long[]> states) {
        states.accept(model.initial());
    }

    /** Looking or trying in vain is no step: it would hide a deadlock. */
    @Override
    public void steps(long[] state, Steps<long[]> steps) {
        everyAction(state, (number, after) -> {
            if (!Arrays.equals(state, after)) {
                steps.to(number, after);
            }
        });
    }

    /** Hands over every action that can be done in {@code state}, also those that change nothing. */
    public void everyAction(long[] state, Steps<long[]> steps) {
        List<Action> tried = choices.in(state);
        int actors = actors().size();
        for (int i = 0; i < tried.size(); i++) {
            Action action = tried.get(i);
            System.arraycopy(state, 0, next, 0, next.length);
            if (take(action)) {
                steps.to(i * actors + actorOf(action), next);
            }
        }
    }

    private boolean take(Action action) {
        try {
            model.change(next, action);
        } catch (Refusal refused) {
            return false;
        }
        if (action instanceof Edit) {
            f.edits.set(next, f.edits.get(next) + 1);
        } else if (action instanceof OfVcpu && !(action instanceof Step) && bounds.calls() > 0) {
            f.begun.set(next, f.begun.get(next) + 1);
        }
        forgetAnswers(next);
        return true;
    }

    /** Nobody asks for the answer of a hypercall that is over. */
    private void forgetAnswers(long[] s) {
        for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
            if (model.isIdle(s, vcpu)) {
                f.call.fail(s, vcpu, GrantStatus.OKAY);
                f.call.handle.set(s, vcpu, 0);
                for (int i = 0; i < setup.batch(); i++) {
                    f.call.partStatus.set(s, f.call.part(vcpu, i), 0);
                }
            }
        }
    }

    @Override
    public List<Invariant<long[]>> invariants() {
        return new Invariants(f).all();
    }

    @Override
    public Invariant<long[]> atRest() {
        return Invariant.ofStates("no hypercall waits for ever", Clause.G8, s -> {
            boolean idle = true;
            for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
                idle &= model.isIdle(s, vcpu);
            }
            return idle;
        });
    }

    @Override
    public Subject subject() {
        String calls = bounds.calls() == 0 ? "endless" : "hypercalls " + bounds.calls();
        return new Subject(
                "grant-table",
                "version " + setup.version() + ", domains " + setup.domains() + ", entries " + setup.entries()
                        + ", vCPUs " + setup.vcpus().size() + ", handles " + setup.handles() + ", pins up to "
                        + setup.pinLimit() + ", " + calls + ", broken rules " + bounds.edits(),
                0,
                List.of());
    }

    /** The guests by number, then the virtual CPUs. */
    @Override
    public List<String> actors() {
        List<String> actors = new ArrayList<>();
        for (int domain = 0; domain < setup.domains(); domain++) {
            actors.add("guest " + domain);
        }
        for (int vcpu = 0; vcpu < setup.vcpus().size(); vcpu++) {
            actors.add("vCPU " + vcpu + " of " + setup.vcpus().get(vcpu));
        }
        return actors;
    }

    private int actorOf(Action action) {
        return action instanceof OfGuest guest ? guest.domain() : setup.domains() + ((OfVcpu) action).vcpu();
    }

    @Override
    public Codec<long[]> codec() {
        return f.layout;
    }

    @Override
    public int actor(int action) {
        return action % actors().size();
    }

    /** The action that {@link #steps} numbers like this in {@code before}. */
    public Action action(long[] before, int number) {
        return choices.in(before).get(number / actors().size());
    }

    @Override
    public String describe(long[] before, int action, long[] after) {
        return Words.of(f, before, action(before, action), after);
    }
}
