package dev.fencepost.properties.vring;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.memory.Address;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Program;
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
 * <p>One difference is allowed. Where the program loads an index again although the value it had before still covers a
 * buffer, the implementation may go by that value, and then needs no second read barrier behind it: the first stands
 * between that load and everything the index covers. Such a load must find work, so the look before sleeping is never
 * left out.
 */
final class Acceptor {
    private static final Set<String> INDICES = Set.of("avail.idx", "used.idx");
    private static final Set<String> READ_BARRIERS = Set.of("V1", "V5", "D3");

    private final Program program;
    private final List<ModelEvent> events;
    private final Map<String, Long> registers;
    private final Map<Integer, Long> indices = new HashMap<>();
    private final List<String> sites = new ArrayList<>();
    private int next;
    private boolean released;
    private boolean kept;

    private Acceptor(Program program, Program.Thread thread, List<ModelEvent> events) {
        this.program = program;
        this.events = events;
        registers = new HashMap<>(thread.registers());
    }

    /**
     * Holds {@code events} against {@code thread}.
     *
     * @return the sites that were passed
     * @throws Mismatch where they differ
     */
    static List<String> accept(Program program, Program.Thread thread, List<ModelEvent> events) {
        Acceptor acceptor = new Acceptor(program, thread, events);
        acceptor.run(thread.body());
        acceptor.skipRelease();
        if (acceptor.next < events.size()) {
            throw acceptor.mismatch("nothing more");
        }
        return acceptor.sites;
    }

    /** The implementation does not do what the program does. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mismatch(String message) {
            super(message);
        }
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
            } else {
                throw new IllegalArgumentException("the protocol of the ring has no " + instruction);
            }
        }
    }

    private void choose(Instruction.If choice) {
        boolean holds = value(choice.condition()) != 0;
        if (kept && !holds) {
            throw mismatch("a load of an index that finds nothing");
        }
        if (!holds) {
            run(choice.otherwise());
            return;
        }
        List<Instruction> body = choice.then();
        boolean covered = kept
                && !body.isEmpty()
                && body.get(0) instanceof Instruction.Fence fence
                && READ_BARRIERS.contains(fence.site());
        kept = false;
        run(covered ? body.subList(1, body.size()) : body);
    }

    private void load(Instruction.Load load) {
        int location = Address.index(value(load.address()));
        if (peek() instanceof ModelEvent.Access access && !access.store() && access.location() == location) {
            requireMarked(access);
            next++;
            registers.put(load.register(), access.value());
            if (INDICES.contains(access.name())) {
                indices.put(location, access.value());
            }
        } else if (indices.containsKey(location)) {
            kept = true;
            registers.put(load.register(), indices.get(location));
        } else {
            throw mismatch("load " + name(location));
        }
    }

    private void store(Instruction.Store store) {
        int location = Address.index(value(store.address()));
        long value = value(store.value());
        boolean release = store.mode() == dev.fencepost.model.memory.Mode.RELEASE;
        if (release) {
            skipRelease();
        }
        if (!(peek() instanceof ModelEvent.Access access)
                || !access.store()
                || access.location() != location
                || access.value() != value
                || release != released) {
            throw mismatch((release ? "release " : "") + "store " + name(location) + " = " + value);
        }
        requireMarked(access);
        released = false;
        next++;
    }

    /** Fences without a site are the transport's, of which nothing is recorded. */
    private void fence(Instruction.Fence fence) {
        if (fence.site().isEmpty()) {
            return;
        }
        skipRelease();
        if (!(peek() instanceof ModelEvent.Fence found)
                || !found.site().equals(fence.site())
                || found.kind() != fence.barrier().kind()) {
            throw mismatch(fence.barrier().kind() + " fence " + fence.site());
        }
        sites.add(fence.site());
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

    /** Indices, flags and events are polled or raced for, so a compiler must be kept from them. */
    private void requireMarked(ModelEvent.Access access) {
        if (access.mode() == Mode.PLAIN && !access.name().endsWith("]")) {
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
        if (expression instanceof Expression.Binary binary) {
            return binary.operator().apply(value(binary.left()), value(binary.right()));
        }
        throw new IllegalArgumentException("no expression of a load or store: " + expression);
    }
}
