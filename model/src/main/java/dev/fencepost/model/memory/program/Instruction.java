package dev.fencepost.model.memory.program;

import java.util.List;

/** One step of a thread. Control flow is structured, so every program unrolls to finitely many guarded events. */
public sealed interface Instruction {
    /** {@code register = *address}. */
    record Load(String register, Expression address, Mode mode) implements Instruction {}

    /** {@code *address = value}. */
    record Store(Expression address, Expression value, Mode mode) implements Instruction {}

    /** A fence; {@code site} names the barrier site of a protocol, or is empty. */
    record Fence(Barrier barrier, String site) implements Instruction {}

    /**
     * Cache maintenance of the location at {@code address}: a barrier for that location alone, of kind
     * {@link FenceKind#CLEAN} or {@link FenceKind#INVALIDATE}. Without effect where everything is coherent.
     */
    record CacheMaintenance(Barrier barrier, Expression address, String site) implements Instruction {}

    /**
     * An atomic read-modify-write. It reads; where {@code condition} over {@link Expression.Old} is not 0 it succeeds
     * and writes {@code update}; in either case {@code register} becomes {@code result}. Examples: xchg has condition
     * 1, update v, result Old; cmpxchg has condition Old == expected, update v, result Old; atomic_add_unless has
     * condition Old != u, update Old + a, result Old != u.
     *
     * @param register the register for the result, or the empty string
     * @param loadOnFailure whether one that does not succeed is no more than a load, because the code tests first what
     *     it loaded, or leaves before its barrier; otherwise it is as strong as what the processor does for a failing
     *     one
     */
    record ReadModifyWrite(
            String register,
            Expression address,
            Expression condition,
            Expression update,
            Expression result,
            Mode mode,
            boolean loadOnFailure)
            implements Instruction {
        /** One whose failure is as the processor has it. */
        public ReadModifyWrite(
                String register,
                Expression address,
                Expression condition,
                Expression update,
                Expression result,
                Mode mode) {
            this(register, address, condition, update, result, mode, false);
        }
    }

    /** spin_lock: waits until the lock at {@code address} is free (0) and takes it (1), with acquire ordering. */
    record Lock(Expression address) implements Instruction {}

    /** spin_unlock: frees the lock, with release ordering. */
    record Unlock(Expression address) implements Instruction {}

    /** spin_trylock: {@code register} becomes 1 if the lock was taken, 0 if somebody holds it. */
    record TryLock(String register, Expression address) implements Instruction {}

    /** spin_is_locked: {@code register} becomes 1 if somebody holds the lock, else 0; orders nothing. */
    record IsLocked(String register, Expression address) implements Instruction {}

    /**
     * The parts of one C statement that has several accesses: C leaves their order open, so program order holds between
     * two of them only where the value or the address of one depends on the other.
     */
    record Unsequenced(List<Instruction> parts) implements Instruction {
        /** Copies the list. */
        public Unsequenced {
            parts = List.copyOf(parts);
        }
    }

    /** {@code register = value}, without touching memory. */
    record Assign(String register, Expression value) implements Instruction {}

    /** {@code if (condition) then else otherwise}. */
    record If(Expression condition, List<Instruction> then, List<Instruction> otherwise) implements Instruction {
        /** Copies the lists. */
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * {@code for (;;) { test; if (!condition) break; body }} with at most {@code bound} rounds of the body. An
     * execution in which the condition still holds after that many rounds is cut, and the verdict is Bounded.
     */
    record Loop(List<Instruction> test, Expression condition, List<Instruction> body, int bound)
            implements Instruction {
        /** Copies the lists. */
        public Loop {
            test = List.copyOf(test);
            body = List.copyOf(body);
            if (bound < 0) {
                throw new IllegalArgumentException("loop bound " + bound + " is negative");
            }
        }
    }
}
