package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.LockRole;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a {@link Program} into an {@link EventGraph}: loops unrolled, registers replaced by terms. */
final class Unroller {
    private final Program program;
    private final Terms terms = new Terms();
    private final List<Event> events = new ArrayList<>();
    /** For each event the number of its C statement; events of one number are ordered by data flow only. */
    private final List<Integer> statements = new ArrayList<>();

    private final List<Map<String, Integer>> finalRegisters = new ArrayList<>();
    private final Set<EventGraph.Choice> conditions = new LinkedHashSet<>();
    private int statement;
    private boolean insideStatement;
    private int thread = -1;
    private Map<String, Integer> registers = Map.of();
    private int guard;
    private List<Integer> control = new ArrayList<>();
    private final boolean mayWait;
    private int alive;

    private Unroller(Program program, boolean mayWait) {
        this.program = program;
        this.mayWait = mayWait;
        this.guard = terms.constant(1);
        this.alive = guard;
    }

    static EventGraph unroll(Program program) {
        return new Unroller(program, false).run();
    }

    /**
     * Unrolls a program in which a thread may be stuck: at a lock that somebody holds, which is a
     * {@link LockRole#TRY_READ} that fails here, or at a loop that was cut. Nothing that follows in such a thread
     * happens.
     */
    static EventGraph unrollWaiting(Program program) {
        return new Unroller(program, true).run();
    }

    private EventGraph run() {
        for (int i = 0; i < program.locations().size(); i++) {
            int value = terms.constant(program.locations().get(i).initial());
            add(EventKind.INIT, Mode.ONCE, LockRole.NONE, terms.constant(Address.of(i)), value);
        }
        for (Program.Thread code : program.threads()) {
            thread++;
            alive = terms.constant(1);
            registers = new HashMap<>();
            code.registers().forEach((name, value) -> registers.put(name, terms.constant(value)));
            block(code.body());
            finalRegisters.add(registers);
        }
        terms.freeze(events.size());
        Relation order = new ProgramOrder(events, statements, terms).relation();
        return new EventGraph(program, List.copyOf(events), terms, order, List.copyOf(conditions), finalRegisters);
    }

    private void block(List<Instruction> instructions) {
        for (Instruction instruction : instructions) {
            if (!insideStatement) {
                statement++;
            }
            step(instruction);
        }
    }

    private void step(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            registers.put(load.register(), read(load.mode(), LockRole.NONE, term(load.address())));
        } else if (instruction instanceof Instruction.Store store) {
            int address = term(store.address());
            add(EventKind.WRITE, store.mode(), LockRole.NONE, address, term(store.value()));
        } else if (instruction instanceof Instruction.Fence fence) {
            fence(fence.barrier(), fence.site(), -1);
        } else if (instruction instanceof Instruction.CacheMaintenance maintenance) {
            fence(maintenance.barrier(), maintenance.site(), term(maintenance.address()));
        } else if (instruction instanceof Instruction.ReadModifyWrite rmw) {
            readModifyWrite(rmw);
        } else if (instruction instanceof Instruction.Assign assign) {
            registers.put(assign.register(), term(assign.value()));
        } else if (instruction instanceof Instruction.Unsequenced unsequenced) {
            insideStatement = true;
            block(unsequenced.parts());
            insideStatement = false;
        } else if (instruction instanceof Instruction.If branch) {
            branch(branch);
        } else if (instruction instanceof Instruction.Loop loop) {
            loop(loop, loop.bound());
        } else {
            lock(instruction);
        }
    }

    private void lock(Instruction instruction) {
        if (instruction instanceof Instruction.Lock lock) {
            int address = term(lock.address());
            if (mayWait) {
                stopUnless(tryLock(address));
                return;
            }
            read(Mode.ACQUIRE, LockRole.LOCK_READ, address);
            pair(Mode.ONCE, LockRole.LOCK_WRITE, address, terms.constant(1), guard);
        } else if (instruction instanceof Instruction.Unlock unlock) {
            add(EventKind.WRITE, Mode.RELEASE, LockRole.UNLOCK, term(unlock.address()), terms.constant(0));
        } else if (instruction instanceof Instruction.TryLock tryLock) {
            int free = tryLock(term(tryLock.address()));
            // Only a failed attempt carries a dependency: what a successful one answers does not come from memory.
            registers.put(tryLock.register(), terms.select(free, terms.constant(1), free));
        } else if (instruction instanceof Instruction.IsLocked isLocked) {
            registers.put(isLocked.register(), read(Mode.ONCE, LockRole.IS_LOCKED, term(isLocked.address())));
        } else {
            throw new IllegalArgumentException("unknown instruction " + instruction);
        }
    }

    /** Takes the lock if it is free; answers the term that says whether it was. */
    private int tryLock(int address) {
        int free = terms.not(read(Mode.ACQUIRE, LockRole.TRY_READ, address));
        conditions.add(new EventGraph.Choice(free, reached()));
        pair(Mode.ONCE, LockRole.LOCK_WRITE, address, terms.constant(1), terms.and(reached(), free));
        return free;
    }

    /** Whether the thread comes here: what it has decided so far lets it, and it is not stuck. */
    private int reached() {
        return mayWait ? terms.and(guard, alive) : guard;
    }

    /** Where the thread comes here and {@code condition} is false, it is stuck. */
    private void stopUnless(int condition) {
        alive = terms.and(alive, terms.not(terms.and(reached(), terms.not(condition))));
    }

    private void fence(Barrier barrier, String site, int address) {
        events.add(new Event(
                events.size(),
                thread,
                EventKind.FENCE,
                Mode.ONCE,
                barrier,
                site,
                LockRole.NONE,
                -1,
                false,
                reached(),
                address,
                -1,
                controls()));
        statements.add(statement);
    }

    private void readModifyWrite(Instruction.ReadModifyWrite rmw) {
        int address = term(rmw.address());
        int old = read(rmw.mode(), LockRole.NONE, address);
        int success = terms.truth(term(rmw.condition(), old));
        int update = term(rmw.update(), old);
        conditions.add(new EventGraph.Choice(success, reached()));
        pair(rmw.mode(), LockRole.NONE, address, update, terms.and(reached(), success));
        if (rmw.loadOnFailure()) {
            int at = events.size() - 2;
            events.set(at, events.get(at).asLoadOnFailure());
        }
        if (!rmw.register().isEmpty()) {
            registers.put(rmw.register(), term(rmw.result(), old));
        }
    }

    private void branch(Instruction.If branch) {
        int condition = terms.truth(term(branch.condition()));
        if (terms.isConstant(condition)) {
            block(terms.payload(condition) != 0 ? branch.then() : branch.otherwise());
            return;
        }
        Map<String, Integer> before = registers;
        Map<String, Integer> then = arm(condition, condition, branch.then(), before);
        Map<String, Integer> otherwise = arm(condition, terms.not(condition), branch.otherwise(), before);
        registers = merge(condition, then, otherwise);
    }

    private Map<String, Integer> arm(int condition, int taken, List<Instruction> body, Map<String, Integer> before) {
        int outerGuard = guard;
        List<Integer> outerControl = control;
        enter(condition, taken);
        registers = new HashMap<>(before);
        block(body);
        guard = outerGuard;
        control = outerControl;
        return registers;
    }

    private void enter(int condition, int taken) {
        conditions.add(new EventGraph.Choice(condition, reached()));
        guard = terms.and(guard, taken);
        control = new ArrayList<>(control);
        control.add(condition);
    }

    /** Nested, as {@code if (c) { body; if (c) { body; ... } }}: each round is control dependent on all before it. */
    private void loop(Instruction.Loop loop, int roundsLeft) {
        block(loop.test());
        int condition = terms.truth(term(loop.condition()));
        if (terms.isConstant(condition) && terms.payload(condition) == 0) {
            return;
        }
        int outerGuard = guard;
        List<Integer> outerControl = control;
        Map<String, Integer> before = registers;
        enter(condition, condition);
        registers = new HashMap<>(before);
        if (roundsLeft == 0) {
            add(EventKind.CUTOFF, Mode.ONCE, LockRole.NONE, -1, -1);
            if (mayWait) {
                stopUnless(terms.constant(0));
            }
        } else {
            block(loop.body());
            loop(loop, roundsLeft - 1);
        }
        guard = outerGuard;
        control = outerControl;
        registers = merge(condition, registers, before);
    }

    private Map<String, Integer> merge(int condition, Map<String, Integer> then, Map<String, Integer> otherwise) {
        Map<String, Integer> result = new HashMap<>(then);
        otherwise.forEach((name, value) -> result.putIfAbsent(name, terms.constant(0)));
        result.replaceAll(
                (name, value) -> terms.select(condition, value, otherwise.getOrDefault(name, terms.constant(0))));
        return result;
    }

    private int term(Expression expression) {
        return term(expression, -1);
    }

    private int term(Expression expression, int old) {
        if (expression instanceof Expression.Constant constant) {
            return terms.constant(constant.value());
        } else if (expression instanceof Expression.Register register) {
            return registers.getOrDefault(register.name(), terms.constant(0));
        } else if (expression instanceof Expression.Binary binary) {
            int left = term(binary.left(), old);
            return terms.binary(binary.operator(), left, term(binary.right(), old));
        } else if (old < 0) {
            throw new IllegalArgumentException("Old stands outside a read-modify-write");
        }
        return old;
    }

    /** Adds a read and answers the term of the value that it returns. */
    private int read(Mode mode, LockRole role, int address) {
        int value = terms.read(events.size());
        add(EventKind.READ, mode, role, address, value);
        return value;
    }

    private void add(EventKind kind, Mode mode, LockRole role, int address, int value) {
        events.add(new Event(
                events.size(), thread, kind, mode, null, "", role, -1, false, reached(), address, value, controls()));
        statements.add(statement);
    }

    /** Adds the write of a read-modify-write whose read was added last. */
    private void pair(Mode mode, LockRole role, int address, int value, int success) {
        int write = events.size();
        events.set(write - 1, events.get(write - 1).withPartner(write));
        events.add(new Event(
                write,
                thread,
                EventKind.WRITE,
                mode,
                null,
                "",
                role,
                write - 1,
                false,
                success,
                address,
                value,
                controls()));
        statements.add(statement);
    }

    private int[] controls() {
        return control.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
}
