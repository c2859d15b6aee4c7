package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one thread of a program along the recorded events of one side: loads return what was recorded, and everything
 * else must be recorded as the program has it: same accesses with same values, same order, same fences at the same
 * sites.
 *
 * <p>Two differences are allowed. An index may be kept, as {@link RecordedRules} has it; a load of the program that is
 * left out for that must find work, so the look before sleeping is never left out. And one indivisible access may be to
 * several locations: it then stands for the program's accesses to them in any order, and for the fences between these.
 * {@link RecordedRules} may allow more.
 */
final class Acceptor {
    private final Program program;
    private final RecordedRules rules;
    private final List<ModelEvent> events;
    private final Map<String, Long> registers;
    private final Map<Integer, Long> indices = new HashMap<>();
    private final List<String> sites = new ArrayList<>();
    private int next;
    private long old;
    private boolean released;
    private boolean kept;
    /** Whether a covering barrier was passed since an index was loaded. */
    private boolean ordered;

    private Acceptor(Places places, Program.Thread thread, List<ModelEvent> events) {
        program = places.program();
        rules = places.rules();
        this.events = new ArrayList<>(events);
        registers = new HashMap<>(thread.registers());
    }

    /**
     * Holds {@code events} against {@code thread}.
     *
     * @return the sites that were passed
     * @throws Mismatch where they differ
     */
    static List<String> accept(Places places, Program.Thread thread, List<ModelEvent> events) {
        Acceptor acceptor = new Acceptor(places, thread, events);
        acceptor.run(thread.body());
        acceptor.skipRelease();
        if (acceptor.next < events.size()) {
            throw acceptor.mismatch("nothing more");
        }
        return acceptor.sites;
    }

    private void run(List<Instruction> body) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.Load load) {
                load(load);
            } else if (instruction instanceof Instruction.Store store) {
                store(store);
            } else if (instruction instanceof Instruction.Fence fence) {
                fence(fence);
            } else if (instruction instanceof Instruction.Assign assign) {
                registers.put(assign.register(), value(assign.value()));
            } else if (instruction instanceof Instruction.If choice) {
                choose(choice);
            } else if (instruction instanceof Instruction.ReadModifyWrite exchange) {
                exchange(exchange);
            } else if (instruction instanceof Instruction.Loop loop) {
                loop(loop);
            } else {
                throw new IllegalArgumentException("nothing is recorded that could be " + instruction);
            }
        }
    }

    private void choose(Instruction.If choice) {
        List<Instruction> body = value(choice.condition()) != 0 ? choice.then() : choice.otherwise();
        if (kept && !isCovering(body)) {
            throw mismatch("a load of an index that finds nothing");
        }
        boolean covered = kept && ordered;
        kept = false;
        run(covered ? body.subList(1, body.size()) : body);
    }

    /** Whether a branch is where an index covers something: the barrier behind its load comes first there. */
    private boolean isCovering(List<Instruction> body) {
        return !body.isEmpty()
                && body.get(0) instanceof Instruction.Fence fence
                && rules.covering().contains(fence.site());
    }

    private void loop(Instruction.Loop loop) {
        for (int round = 0; ; round++) {
            run(loop.test());
            if (value(loop.condition()) == 0) {
                return;
            }
            if (round == loop.bound()) {
                throw new IllegalArgumentException("the schedule goes on after the bound of a loop, " + round);
            }
            run(loop.body());
        }
    }

    private void load(Instruction.Load load) {
        int location = Address.index(value(load.address()));
        ModelEvent.Access access = access(location);
        if (access != null && !access.store()) {
            requireMarked(access);
            boolean acquire = load.mode() == dev.fencepost.model.memory.program.Mode.ACQUIRE
                    || rules.branched().contains(access.name());
            if (acquire != (access.mode() == Mode.ACQUIRE)) {
                throw mismatch((acquire ? "acquire " : "") + "load " + name(location));
            }
            next++;
            registers.put(load.register(), access.value());
            if (rules.kept().contains(access.name())) {
                indices.put(location, access.value());
                ordered = false;
            }
        } else if (indices.containsKey(location)) {
            kept = true;
            registers.put(load.register(), indices.get(location));
        } else if (rules.spare().contains(name(location))) {
            registers.put(load.register(), 0L);
        } else {
            throw mismatch("load " + name(location));
        }
    }

    private void store(Instruction.Store store) {
        int location = Address.index(value(store.address()));
        long value = value(store.value());
        boolean release = store.mode() == dev.fencepost.model.memory.program.Mode.RELEASE;
        if (release) {
            skipRelease();
        }
        ModelEvent.Access access = access(location);
        boolean releases = released || access != null && access.mode() == Mode.RELEASE;
        if (access == null || !access.store() || access.value() != value || release != releases) {
            throw mismatch((release ? "release " : "") + "store " + name(location) + " = " + value);
        }
        requireMarked(access);
        released = false;
        next++;
    }

    /**
     * The next event if it is an access to the location, be it one of several at the same instant or of several that
     * have no order; else null.
     */
    private ModelEvent.Access access(int location) {
        if (!(peek() instanceof ModelEvent.Access first)) {
            return null;
        }
        for (int i = next; i < events.size(); i++) {
            if (!(events.get(i) instanceof ModelEvent.Access access)
                    || access.instant() != first.instant() && !isLoose(first, access)) {
                return null;
            }
            if (access.location() == location) {
                events.add(next, events.remove(i));
                return access;
            }
        }
        return null;
    }

    /** Java gives plain accesses no order among each other: what the program counts on is the fences around them. */
    private boolean isLoose(ModelEvent.Access first, ModelEvent.Access other) {
        return first.mode() == Mode.PLAIN
                && other.mode() == Mode.PLAIN
                && first.store() == other.store()
                && rules.loose().test(first.name())
                && rules.loose().test(other.name());
    }

    private void exchange(Instruction.ReadModifyWrite exchange) {
        int location = Address.index(value(exchange.address()));
        dev.fencepost.model.memory.program.Mode mode = exchange.mode();
        boolean release = mode == dev.fencepost.model.memory.program.Mode.ACQUIRE_RELEASE;
        skipLooks(location);
        if (release) {
            skipRelease();
        }
        if (!(peek() instanceof ModelEvent.Exchange found) || found.location() != location) {
            throw mismatch("read-modify-write " + name(location));
        }
        old = found.found();
        boolean succeeds = value(exchange.condition()) != 0;
        boolean same = found.stored().isPresent()
                ? succeeds && found.stored().getAsLong() == value(exchange.update())
                : !succeeds;
        Set<Mode> modes = release && released ? Set.of(Mode.ACQUIRE) : modes(mode);
        released = false;
        if (!same || !modes.contains(found.mode())) {
            throw mismatch("read-modify-write " + name(location)
                    + (succeeds ? " = " + value(exchange.update()) : " without success") + ' ' + exchange.mode());
        }
        if (!exchange.register().isEmpty()) {
            registers.put(exchange.register(), value(exchange.result()));
        }
        next++;
    }

    /** One more look at what is about to be updated. */
    private void skipLooks(int location) {
        while (peek() instanceof ModelEvent.Access access
                && !access.store()
                && access.location() == location
                && rules.again().contains(access.name())) {
            requireMarked(access);
            next++;
        }
    }

    /** Java has no relaxed read-modify-write, so where the program has one any will do that is not full. */
    private static Set<Mode> modes(dev.fencepost.model.memory.program.Mode mode) {
        return switch (mode) {
            case ACQUIRE, ACQUIRE_PC -> Set.of(Mode.ACQUIRE);
            case RELEASE -> Set.of(Mode.RELEASE);
            case ACQUIRE_RELEASE, SEQ_CST, MB -> Set.of(Mode.FULL);
            case PLAIN, ONCE, NORETURN -> Set.of(Mode.ACQUIRE, Mode.RELEASE);
        };
    }

    /** Fences without a site are the transport's, of which nothing is recorded. */
    private void fence(Instruction.Fence fence) {
        if (fence.site().isEmpty()) {
            return;
        }
        if (isInsideAnAccess()) {
            return;
        }
        skipRelease();
        if (!(peek() instanceof ModelEvent.Fence found)
                || !found.site().equals(fence.site())
                || found.kind() != fence.barrier().kind()) {
            throw mismatch(fence.barrier().kind() + " fence " + fence.site());
        }
        sites.add(fence.site());
        ordered |= rules.covering().contains(fence.site());
        next++;
    }

    /** A release fence before fences and a store is that store's annotation. */
    private void skipRelease() {
        if (peek() instanceof ModelEvent.Fence found && found.kind() == null) {
            sites.add(found.site());
            released = true;
            next++;
        }
    }

    /** Whether what was accepted last and what comes next happened at one instant. */
    private boolean isInsideAnAccess() {
        return next > 0
                && events.get(next - 1) instanceof ModelEvent.Access last
                && peek() instanceof ModelEvent.Access access
                && access.instant() == last.instant()
                && access.mode() != Mode.PLAIN;
    }

    /** What is polled or raced for must be marked, to keep compilers from it. */
    private void requireMarked(ModelEvent.Access access) {
        if (access.mode() == Mode.PLAIN && !rules.plain().test(access.name())) {
            throw mismatch("an access to " + access.name() + " that is not plain");
        }
    }

    private ModelEvent peek() {
        return next < events.size() ? events.get(next) : null;
    }

    private String name(int location) {
        return program.locations().get(location).name();
    }

    private Mismatch mismatch(String expected) {
        return new Mismatch(program.name() + ": the protocol has " + expected + ", the implementation "
                + (peek() == null ? "nothing more" : peek()) + ", after " + events.subList(0, next));
    }

    private long value(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        }
        if (expression instanceof Expression.Register register) {
            return registers.getOrDefault(register.name(), 0L);
        }
        if (expression instanceof Expression.Old) {
            return old;
        }
        if (expression instanceof Expression.Binary binary) {
            return binary.operator().apply(value(binary.left()), value(binary.right()));
        }
        throw new IllegalArgumentException("an expression that cannot be computed here: " + expression);
    }
}
