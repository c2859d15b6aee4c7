package dev.fencepost.properties.memory;

import dev.fencepost.model.machine.program.Forbidden;
import dev.fencepost.model.machine.program.Naming;
import dev.fencepost.model.machine.program.ProgramMachine;
import dev.fencepost.model.machine.program.ProgramState;
import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that a program can end in when its threads take steps: the state machine's answer to the question that
 * {@link Outcome} answers by axioms.
 *
 * @param states each final state, as {@link Outcome} writes it
 * @param loopBoundReached whether some run was cut at the bound of a loop
 * @param fault whether some run writes through a value that is no address; nothing else is said then
 */
public record Stepped(Set<String> states, boolean loopBoundReached, boolean fault) {
    /** What of {@code outcome} can be compared: a state machine does not count executions. */
    public static Stepped of(Outcome outcome) {
        return new Stepped(new TreeSet<>(outcome.states().keySet()), outcome.loopBoundReached(), outcome.fault());
    }

    /** The state machine's answer: behind {@code buffer}, or each store seen at once. */
    public static Stepped of(Program program, Optional<StoreBuffer> buffer) {
        ProgramMachine machine = new ProgramMachine(program, buffer, List.of(asking(program)), Naming.PLAIN);
        Set<String> ends = new TreeSet<>();
        Set<ProgramState> seen = new HashSet<>();
        List<ProgramState> open = new ArrayList<>();
        machine.initial(open::add);
        try {
            while (!open.isEmpty()) {
                ProgramState state = open.remove(open.size() - 1);
                if (machine.isComplete(state)) {
                    ends.add(Outcome.state(program, observable -> machine.value(state, observable)));
                }
                machine.steps(state, (action, next) -> {
                    if (seen.add(next)) {
                        open.add(next);
                    }
                });
            }
        } catch (ProgramFault fault) {
            return new Stepped(Set.of(), false, true);
        }
        return new Stepped(ends, !machine.subject().blindSpots().isEmpty(), false);
    }

    /** Never so, but it asks for every register. */
    private static Forbidden asking(Program program) {
        List<Condition> parts = new ArrayList<>();
        for (int thread = 0; thread < program.threads().size(); thread++) {
            for (String register : Outcome.registers(program.threads().get(thread))) {
                Condition.Term term = new Condition.Term.Of(new Observable.RegisterOf(thread, register));
                parts.add(new Condition.Compare(Operator.NOT_EQUAL, term, term));
            }
        }
        return new Forbidden(new Condition.Any(parts), Clause.S1, "a register is not what it is");
    }
}
