package dev.fencepost.model.machine.program;

import dev.fencepost.model.machine.program.ProgramState.ThreadState;
import dev.fencepost.model.machine.program.StoreBuffer.Pending;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one thread can do next. An annotation orders nothing here: what x86 needs one for is a locked instruction, which
 * every read-modify-write is that writes, and every other one but for those that only load where they fail.
 */
final class ThreadSteps {
    private static final int NOWHERE = -1;

    private final Program program;
    private final int thread;
    private final ThreadCode code;
    private final Optional<StoreBuffer> buffer;

    // The step that is being taken.
    private ThreadState before;
    private List<Long> memory;
    private long[] registers;

    /** Without a buffer every store is seen at once. */
    ThreadSteps(Program program, int thread, ThreadCode code, Optional<StoreBuffer> buffer) {
        this.program = program;
        this.thread = thread;
        this.code = code;
        this.buffer = buffer;
    }

    /**
     * A step.
     *
     * @param after where the thread is now
     * @param memory what the locations hold now
     * @param deed what was done
     */
    record Taken(ThreadState after, List<Long> memory, Deed deed) {}

    /**
     * What a step did.
     *
     * @param instruction of which it was the step; null where a store left the buffer
     * @param location that it accessed, or -1
     * @param read what it read there
     * @param written what it wrote there
     * @param writes whether it wrote
     * @param own whether it read a store of its own that nobody else saw
     */
    record Deed(Instruction instruction, int location, long read, long written, boolean writes, boolean own) {}

    ThreadState start() {
        Program.Thread text = program.threads().get(thread);
        before = new ThreadState(0, List.of(), List.of());
        registers = code.registers(text.registers());
        return at(0, List.of());
    }

    boolean isEnd(ThreadState state) {
        return code.isEnd(state.next()) && state.waiting().isEmpty();
    }

    boolean isCut(ThreadState state) {
        return code.isCut(state.next());
    }

    /** The next instruction; null if there is none, or it has to wait. */
    Taken step(ThreadState state, List<Long> now) {
        Instruction instruction = code.instruction(state.next());
        if (instruction == null) {
            return null;
        }
        before = state;
        memory = now;
        registers = state.registers().stream().mapToLong(Long::longValue).toArray();
        if (instruction instanceof Instruction.Fence) {
            boolean passes = buffer.orElseThrow().passesFence(state.waiting());
            return passes ? taken(state.waiting(), now, new Deed(instruction, NOWHERE, 0, 0, false, false)) : null;
        }
        int location = location(code.evaluate(ThreadCode.address(instruction), registers, 0));
        if (instruction instanceof Instruction.Store store) {
            return write(store, location, code.evaluate(store.value(), registers, 0));
        } else if (instruction instanceof Instruction.Unlock) {
            return write(instruction, location, 0);
        }
        // Who reads through no address is stuck: such a run says nothing, as herd7 has it.
        return location == NOWHERE ? null : read(instruction, location);
    }

    private int location(long address) {
        boolean isValid = Address.isAddress(address)
                && Address.index(address) < program.locations().size();
        return isValid ? Address.index(address) : NOWHERE;
    }

    private Taken write(Instruction instruction, int location, long value) {
        if (location == NOWHERE) {
            Expression address = ThreadCode.address(instruction);
            throw new ProgramFault(program, thread, code.evaluate(address, registers, 0));
        }
        Deed deed = new Deed(instruction, location, 0, value, true, false);
        if (buffer.isEmpty()) {
            return taken(before.waiting(), changed(location, value), deed);
        }
        List<Pending> waiting = new ArrayList<>(before.waiting());
        waiting.add(new Pending(location, value));
        return taken(waiting, memory, deed);
    }

    private Taken read(Instruction instruction, int location) {
        int own = buffer.map(each -> each.forwarded(before.waiting(), location)).orElse(-1);
        long value = own < 0 ? memory.get(location) : before.waiting().get(own).value();
        Deed load = new Deed(instruction, location, value, 0, false, own >= 0);
        if (instruction instanceof Instruction.ReadModifyWrite update) {
            return update(update, load);
        } else if (instruction instanceof Instruction.Lock) {
            return value == 0 ? locked(load, true, 1) : null;
        } else if (instruction instanceof Instruction.TryLock attempt) {
            code.set(registers, attempt.register(), value == 0 ? 1 : 0);
            return value == 0 ? locked(load, true, 1) : taken(before.waiting(), memory, load);
        }
        code.set(registers, ThreadCode.written(instruction), value);
        return taken(before.waiting(), memory, load);
    }

    private Taken update(Instruction.ReadModifyWrite update, Deed load) {
        boolean succeeds = code.evaluate(update.condition(), registers, load.read()) != 0;
        long written = code.evaluate(update.update(), registers, load.read());
        code.set(registers, update.register(), code.evaluate(update.result(), registers, load.read()));
        if (!succeeds && update.loadOnFailure()) {
            return taken(before.waiting(), memory, load);
        }
        return locked(load, succeeds, written);
    }

    /** The locked instruction that {@code load} is the read of. */
    private Taken locked(Deed load, boolean writes, long value) {
        if (buffer.isPresent() && !buffer.get().passesLocked(before.waiting())) {
            return null;
        }
        Deed deed = new Deed(load.instruction(), load.location(), load.read(), value, writes, load.own());
        return taken(before.waiting(), writes ? changed(load.location(), value) : memory, deed);
    }

    private List<Long> changed(int location, long value) {
        List<Long> after = new ArrayList<>(memory);
        after.set(location, value);
        return after;
    }

    private Taken taken(List<Pending> waiting, List<Long> then, Deed deed) {
        return new Taken(at(before.next() + 1, waiting), then, deed);
    }

    private ThreadState at(int place, List<Pending> waiting) {
        int next = code.settle(place, registers, this::isStep);
        code.forget(next, registers);
        List<Long> values = new ArrayList<>();
        for (long value : registers) {
            values.add(value);
        }
        return new ThreadState(next, values, waiting);
    }

    /** Whether somebody else can notice it, or wait for it. */
    private boolean isStep(Instruction instruction) {
        if (instruction instanceof Instruction.Fence fence) {
            return buffer.isPresent() && fence.barrier().kind().orders(true, false);
        }
        return ThreadCode.address(instruction) != null;
    }

    /** A store that others see now; null if none waits. */
    Taken drain(ThreadState state, List<Long> now) {
        if (state.waiting().isEmpty()) {
            return null;
        }
        memory = now;
        int leaving = buffer.orElseThrow().leaving(state.waiting());
        Pending store = state.waiting().get(leaving);
        List<Pending> waiting = new ArrayList<>(state.waiting());
        waiting.remove(leaving);
        return new Taken(
                new ThreadState(state.next(), state.registers(), waiting),
                changed(store.location(), store.value()),
                new Deed(null, store.location(), 0, store.value(), true, false));
    }
}
