package dev.fencepost.model.machine.program;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.machine.program.ThreadSteps.Taken;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program whose threads take steps one at a time, behind store buffers or without. A step is one access, one fence
 * that the thread may have to wait at, or one store that leaves its buffer.
 *
 * <p>What is forbidden counts in runs that end: every thread is at its end, and every store is seen. So it is in the
 * axiomatic engine, to which a thread that waits for ever at a lock, or reads through no address, has no execution. A
 * run that comes to the bound of a loop says nothing, and makes the verdict Bounded; so it does here even where no run
 * ends because somebody reads through no address later on, which the axiomatic engine knows and steps do not.
 *
 * <p>Left out, and refused: memory that is not coherent, device registers, write-combining memory, interrupts sent by a
 * register, and C statements of several accesses, whose order C leaves open.
 */
public final class ProgramMachine implements Machine<ProgramState> {
    private static final int STEP = 0;
    private static final int DRAIN = 1;
    private static final int ACTIONS = 2;

    private final Program program;
    private final List<ThreadCode> codes = new ArrayList<>();
    private final List<ThreadSteps> threads = new ArrayList<>();
    private final List<Ban> bans;
    private final StepWords words;
    private final ProgramCodec codec;
    private final int entries;
    private final Set<ProgramState> hopeless = new HashSet<>();
    private boolean cut;

    /** Something forbidden; {@code lasts} if it stays once it is there, so that the end need not be waited for. */
    private record Ban(Forbidden what, boolean lasts) {}

    /**
     * A machine for one exploration.
     *
     * @param buffer of each thread; without one the machine is sequentially consistent
     * @param forbidden at least one
     * @throws IllegalArgumentException if {@link Representable} has an objection, or nothing is forbidden
     */
    public ProgramMachine(Program program, Optional<StoreBuffer> buffer, List<Forbidden> forbidden, Naming naming) {
        Representable.objection(program).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        if (forbidden.isEmpty()) {
            throw new IllegalArgumentException("nothing is forbidden to " + program.name());
        }
        this.program = program;
        this.words = new StepWords(program, naming);
        this.codec = new ProgramCodec(program.threads().size());
        for (int i = 0; i < program.threads().size(); i++) {
            Program.Thread thread = program.threads().get(i);
            ThreadCode code =
                    new ThreadCode(thread.body(), thread.registers().keySet(), Conditions.registers(forbidden, i));
            codes.add(code);
            threads.add(new ThreadSteps(program, i, code, buffer));
        }
        this.bans = forbidden.stream()
                .map(each -> new Ban(each, Conditions.lasts(each.bad(), program, codes)))
                .toList();
        this.entries = buffer.isEmpty() ? 0 : Math.max(1, mostStores(codes));
    }

    private static int mostStores(List<ThreadCode> codes) {
        return codes.stream()
                .mapToInt(code ->
                        code.most(each -> each instanceof Instruction.Store || each instanceof Instruction.Unlock))
                .max()
                .orElse(0);
    }

    // ---- Where it starts, and what it does.

    @Override
    public void initial(Consumer<? super ProgramState> states) {
        ProgramState start = new ProgramState(
                threads.stream().map(ThreadSteps::start).toList(),
                program.locations().stream().map(Location::initial).toList());
        if (isCut(start)) {
            cut = true;
        } else {
            states.accept(start);
        }
    }

    /** @throws ProgramFault if a thread writes through a value that is no address */
    @Override
    public void steps(ProgramState state, Steps<ProgramState> steps) {
        for (int i = 0; i < threads.size(); i++) {
            for (int kind = STEP; kind < ACTIONS; kind++) {
                Taken taken = take(state, ACTIONS * i + kind);
                if (taken == null) {
                    continue;
                }
                if (threads.get(i).isCut(taken.after())) {
                    cut = true;
                } else {
                    steps.to(ACTIONS * i + kind, state.with(i, taken.after(), taken.memory()));
                }
            }
        }
    }

    private Taken take(ProgramState state, int action) {
        int thread = actor(action);
        ProgramState.ThreadState at = state.threads().get(thread);
        return action % ACTIONS == STEP
                ? threads.get(thread).step(at, state.memory())
                : threads.get(thread).drain(at, state.memory());
    }

    private boolean isCut(ProgramState state) {
        for (int i = 0; i < threads.size(); i++) {
            if (threads.get(i).isCut(state.threads().get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether every thread is at its end, and every store is seen. */
    public boolean isComplete(ProgramState state) {
        for (int i = 0; i < threads.size(); i++) {
            if (!threads.get(i).isEnd(state.threads().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What {@code observable} holds; of a register, only one that something forbidden speaks of. */
    public long value(ProgramState state, Observable observable) {
        if (observable instanceof Observable.RegisterOf register) {
            return codes.get(register.thread())
                    .value(state.threads().get(register.thread()).registers(), register.name());
        }
        return state.memory().get(((Observable.MemoryAt) observable).index());
    }

    // ---- What must hold.

    @Override
    public List<Invariant<ProgramState>> invariants() {
        return bans.stream()
                .map(ban -> Invariant.<ProgramState>ofStates(
                        ban.what().finding(), ban.what().clause(), state -> !isBroken(ban, state)))
                .toList();
    }

    private boolean isBroken(Ban ban, ProgramState state) {
        Condition bad = ban.what().bad();
        return (ban.lasts() || isComplete(state))
                && bad.holds(observable -> value(state, observable))
                && canComplete(state);
    }

    /** Whether some run from {@code start} ends. */
    private boolean canComplete(ProgramState start) {
        List<ProgramState> open = new ArrayList<>(List.of(start));
        Set<ProgramState> seen = new HashSet<>(open);
        boolean wasCut = cut;
        while (!open.isEmpty()) {
            ProgramState state = open.remove(open.size() - 1);
            if (isComplete(state)) {
                cut = wasCut;
                return true;
            }
            if (!hopeless.contains(state)) {
                steps(state, (action, next) -> {
                    if (seen.add(next)) {
                        open.add(next);
                    }
                });
            }
        }
        hopeless.addAll(seen);
        cut = wasCut;
        return false;
    }

    /** A thread may be at its end or wait at a lock; what is bad then is bad in any state. */
    @Override
    public Invariant<ProgramState> atRest() {
        return invariants().get(0);
    }

    // ---- What it is.

    @Override
    public Subject subject() {
        List<String> unknown = cut ? List.of(program.name() + " reached the bound of a loop") : List.of();
        return new Subject(program.name(), entries, threads.size() + " threads", 0, unknown);
    }

    @Override
    public List<String> actors() {
        return program.threads().stream().map(Program.Thread::name).toList();
    }

    @Override
    public Codec<ProgramState> codec() {
        return codec;
    }

    @Override
    public int actor(int action) {
        return action / ACTIONS;
    }

    /** Takes the step once more. */
    @Override
    public String describe(ProgramState before, int action, ProgramState after) {
        return words.of(take(before, action).deed());
    }
}
