package dev.fencepost.model.machine.program;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The code of one thread without nesting: every jump goes forward, since loops are unrolled to their bounds. So each
 * instruction is done at most once, and which registers somebody may still read is known at each place.
 */
final class ThreadCode {
    /** What stands at one place. */
    sealed interface Op {
        /** An instruction; the next place follows. */
        record Step(Instruction instruction) implements Op {}

        /** Goes on at {@code target} where {@code condition} is 0. */
        record Unless(Expression condition, int target) implements Op {}

        /** Goes on at {@code target}. */
        record Jump(int target) implements Op {}

        /** A loop would go on past its bound: nothing is known of what follows. */
        record Cut() implements Op {}
    }

    private final List<Op> ops = new ArrayList<>();
    private final Map<String, Integer> registers = new HashMap<>();
    private final BitSet[] live;

    /** The code of {@code body}, and the registers that somebody asks for in the end. */
    ThreadCode(List<Instruction> body, Set<String> initial, Set<String> observed) {
        initial.forEach(this::number);
        observed.forEach(this::number);
        block(body);
        live = new BitSet[ops.size() + 1];
        findLive(observed);
    }

    // ---- Unrolling.

    private void block(List<Instruction> body) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.If branch) {
                branch(branch);
            } else if (instruction instanceof Instruction.Loop loop) {
                loop(loop);
            } else {
                ops.add(new Op.Step(instruction));
            }
        }
    }

    private void branch(Instruction.If branch) {
        int test = hole();
        block(branch.then());
        int end = branch.otherwise().isEmpty() ? -1 : hole();
        ops.set(test, new Op.Unless(branch.condition(), ops.size()));
        if (end >= 0) {
            block(branch.otherwise());
            ops.set(end, new Op.Jump(ops.size()));
        }
    }

    private void loop(Instruction.Loop loop) {
        List<Integer> tests = new ArrayList<>();
        for (int round = 0; round <= loop.bound(); round++) {
            block(loop.test());
            tests.add(hole());
            if (round < loop.bound()) {
                block(loop.body());
            }
        }
        ops.add(new Op.Cut());
        tests.forEach(test -> ops.set(test, new Op.Unless(loop.condition(), ops.size())));
    }

    private int hole() {
        ops.add(null);
        return ops.size() - 1;
    }

    // ---- Registers.

    private void findLive(Set<String> observed) {
        live[ops.size()] = new BitSet();
        observed.forEach(name -> live[ops.size()].set(number(name)));
        for (int at = ops.size() - 1; at >= 0; at--) {
            Op op = ops.get(at);
            live[at] = new BitSet();
            if (op instanceof Op.Step step) {
                live[at].or(live[at + 1]);
                String written = written(step.instruction());
                if (!written.isEmpty()) {
                    live[at].clear(number(written));
                }
                for (Expression operand : operands(step.instruction())) {
                    read(operand, live[at]);
                }
            } else if (op instanceof Op.Unless unless) {
                live[at].or(live[at + 1]);
                live[at].or(live[unless.target()]);
                read(unless.condition(), live[at]);
            } else if (op instanceof Op.Jump jump) {
                live[at].or(live[jump.target()]);
            }
        }
    }

    private void read(Expression expression, BitSet into) {
        if (expression instanceof Expression.Register register) {
            into.set(number(register.name()));
        } else if (expression instanceof Expression.Binary binary) {
            read(binary.left(), into);
            read(binary.right(), into);
        }
    }

    /** The register that an instruction writes, or the empty string. */
    static String written(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return load.register();
        } else if (instruction instanceof Instruction.ReadModifyWrite update) {
            return update.register();
        } else if (instruction instanceof Instruction.TryLock attempt) {
            return attempt.register();
        } else if (instruction instanceof Instruction.IsLocked look) {
            return look.register();
        }
        return instruction instanceof Instruction.Assign assign ? assign.register() : "";
    }

    private static List<Expression> operands(Instruction instruction) {
        if (instruction instanceof Instruction.Store store) {
            return List.of(store.address(), store.value());
        } else if (instruction instanceof Instruction.ReadModifyWrite update) {
            return List.of(update.address(), update.condition(), update.update(), update.result());
        } else if (instruction instanceof Instruction.Assign assign) {
            return List.of(assign.value());
        }
        Expression address = address(instruction);
        return address == null ? List.of() : List.of(address);
    }

    /** Where an instruction accesses memory, or null if it does not. */
    static Expression address(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return load.address();
        } else if (instruction instanceof Instruction.Store store) {
            return store.address();
        } else if (instruction instanceof Instruction.ReadModifyWrite update) {
            return update.address();
        } else if (instruction instanceof Instruction.Lock lock) {
            return lock.address();
        } else if (instruction instanceof Instruction.Unlock unlock) {
            return unlock.address();
        } else if (instruction instanceof Instruction.TryLock attempt) {
            return attempt.address();
        }
        return instruction instanceof Instruction.IsLocked look ? look.address() : null;
    }

    private int number(String register) {
        return registers.computeIfAbsent(register, any -> registers.size());
    }

    // ---- Running.

    /** The instruction at a place that {@link #settle} came to, or null at the end and where a loop was cut. */
    Instruction instruction(int at) {
        return at < ops.size() && ops.get(at) instanceof Op.Step step ? step.instruction() : null;
    }

    boolean isEnd(int at) {
        return at == ops.size();
    }

    boolean isCut(int at) {
        return at < ops.size() && ops.get(at) instanceof Op.Cut;
    }

    /** All registers, as the thread finds them. */
    long[] registers(Map<String, Long> initial) {
        long[] values = new long[registers.size()];
        initial.forEach((name, value) -> values[number(name)] = value);
        return values;
    }

    /** What a register holds; 0 for one that the thread never names. */
    long value(List<Long> values, String register) {
        Integer number = registers.get(register);
        return number == null ? 0 : values.get(number);
    }

    void set(long[] values, String register, long value) {
        if (!register.isEmpty()) {
            values[number(register)] = value;
        }
    }

    /** Forgets what nobody reads any more, or states that do the same would look different. */
    void forget(int at, long[] values) {
        for (int i = live[at].nextClearBit(0); i < values.length; i = live[at].nextClearBit(i + 1)) {
            values[i] = 0;
        }
    }

    /** The value of an expression; {@code old} is what a read-modify-write has read. */
    long evaluate(Expression expression, long[] values, long old) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Register register) {
            return values[number(register.name())];
        } else if (expression instanceof Expression.Binary binary) {
            return binary.operator().apply(evaluate(binary.left(), values, old), evaluate(binary.right(), values, old));
        }
        return old;
    }

    /**
     * Goes on over all that only this thread notices.
     *
     * @return the place of the next instruction that is a step, of a cut, or the end
     */
    int settle(int from, long[] values, Predicate<Instruction> isStep) {
        int at = from;
        while (at < ops.size()) {
            Op op = ops.get(at);
            if (op instanceof Op.Cut || op instanceof Op.Step step && isStep.test(step.instruction())) {
                return at;
            }
            if (op instanceof Op.Step step && step.instruction() instanceof Instruction.Assign assign) {
                set(values, assign.register(), evaluate(assign.value(), values, 0));
            }
            at = following(at, op, values);
        }
        return at;
    }

    private int following(int at, Op op, long[] values) {
        if (op instanceof Op.Jump jump) {
            return jump.target();
        }
        boolean jumps = op instanceof Op.Unless unless && evaluate(unless.condition(), values, 0) == 0;
        return jumps ? ((Op.Unless) op).target() : at + 1;
    }

    /** How many instructions that satisfy {@code test} one run does at most. */
    int most(Predicate<Instruction> test) {
        int[] most = new int[ops.size() + 1];
        for (int at = ops.size() - 1; at >= 0; at--) {
            Op op = ops.get(at);
            if (op instanceof Op.Jump jump) {
                most[at] = most[jump.target()];
            } else if (op instanceof Op.Unless unless) {
                most[at] = Math.max(most[at + 1], most[unless.target()]);
            } else if (op instanceof Op.Step step) {
                most[at] = most[at + 1] + (test.test(step.instruction()) ? 1 : 0);
            }
        }
        return most[0];
    }

    /** Whether the register is written at one place at most, and there by an assignment. */
    boolean isAssignedOnce(String register) {
        List<Instruction> writers = ops.stream()
                .filter(Op.Step.class::isInstance)
                .map(op -> ((Op.Step) op).instruction())
                .filter(instruction -> written(instruction).equals(register))
                .toList();
        return writers.isEmpty() || writers.size() == 1 && writers.get(0) instanceof Instruction.Assign;
    }
}
