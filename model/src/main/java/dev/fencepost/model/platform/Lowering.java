package dev.fencepost.model.platform;

import dev.fencepost.model.memory.Barrier;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Program;
import java.util.List;

/**
 * What the Linux kernel's primitives become as instructions of one architecture. Its input is a program in the kernel's
 * own vocabulary, its output one that the memory model of that architecture can judge.
 *
 * <p>Ignored here: what a compiler may do to plain accesses (each becomes one access as wide as it is written), and the
 * choice of load-exclusive loops on Armv8 where the processor has atomics (the single-instruction forms are the weaker
 * ones).
 */
public enum Lowering {
    /** No lowering: models whose vocabulary is the kernel's (LKMM) or to which annotations mean nothing (SC). */
    NONE {
        @Override
        Mode mode(Mode mode) {
            return mode;
        }

        @Override
        Mode atomicMode(Mode mode) {
            return mode;
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return barrier;
        }
    },

    /**
     * x86: accesses are mov, acquire and release cost only the compiler, smp_mb is a full fence, and every atomic
     * operation is locked and therefore full, a failing cmpxchg included.
     */
    X86 {
        @Override
        Mode mode(Mode mode) {
            return Mode.ONCE;
        }

        @Override
        Mode atomicMode(Mode mode) {
            return Mode.MB;
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return switch (barrier.kind()) {
                case FULL -> named(barrier, barrier.completes() ? "mfence" : "lock; addl", FenceKind.FULL);
                // TSO keeps loads before everything and stores before stores; sfence and lfence add nothing on
                // ordinary memory. Atomics and spin_lock are full already.
                case LOAD_LOAD,
                        STORE_STORE,
                        LOAD_ANY,
                        COMPILER,
                        BEFORE_ATOMIC,
                        AFTER_ATOMIC,
                        AFTER_SPINLOCK,
                        AFTER_UNLOCK_LOCK -> named(barrier, "compiler barrier", FenceKind.COMPILER);
                case READ_BACK, CLEAN, INVALIDATE -> barrier;
            };
        }
    },

    /** arm64: ldar and stlr, dmb, and the LSE atomics; smp_mb__after_unlock_lock is nothing there. */
    ARM64 {
        @Override
        Mode mode(Mode mode) {
            return mode == Mode.PLAIN ? Mode.ONCE : mode;
        }

        @Override
        Mode atomicMode(Mode mode) {
            return mode == Mode.MB ? Mode.ACQUIRE_RELEASE : mode(mode);
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return switch (barrier.kind()) {
                case FULL, BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK -> arm64(barrier, FenceKind.FULL, "");
                case LOAD_LOAD, LOAD_ANY -> arm64(barrier, FenceKind.LOAD_ANY, "ld");
                case STORE_STORE -> arm64(barrier, FenceKind.STORE_STORE, "st");
                case COMPILER, AFTER_UNLOCK_LOCK -> named(barrier, "compiler barrier", FenceKind.COMPILER);
                case READ_BACK, CLEAN, INVALIDATE -> barrier;
            };
        }
    };

    /**
     * The lowering that a memory model needs.
     *
     * @param model {@code lkmm}, {@code sc}, {@code tso} or {@code armv8}
     * @throws IllegalArgumentException for any other name
     */
    public static Lowering forModel(String model) {
        return switch (model) {
            case "lkmm", "sc" -> NONE;
            case "tso" -> X86;
            case "armv8" -> ARM64;
            default ->
                throw new IllegalArgumentException(
                        "no lowering for model '" + model + "' (expected lkmm, sc, tso or armv8)");
        };
    }

    /** The program in the instructions of this architecture; locations, registers and threads stay as they are. */
    public Program lower(Program program) {
        List<Program.Thread> threads = program.threads().stream()
                .map(thread -> new Program.Thread(thread.name(), thread.registers(), lower(thread.body())))
                .toList();
        return new Program(program.name(), program.locations(), threads);
    }

    /** What one fence becomes. */
    public Barrier lower(Barrier barrier) {
        return barrier(barrier);
    }

    /** What the annotation of an access becomes. */
    public Mode lower(Mode mode) {
        return mode(mode);
    }

    abstract Mode mode(Mode mode);

    abstract Mode atomicMode(Mode mode);

    abstract Barrier barrier(Barrier barrier);

    private List<Instruction> lower(List<Instruction> body) {
        return body.stream().map(this::lower).toList();
    }

    private Instruction lower(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            return new Instruction.Load(load.register(), load.address(), mode(load.mode()));
        } else if (instruction instanceof Instruction.Store store) {
            return new Instruction.Store(store.address(), store.value(), mode(store.mode()));
        } else if (instruction instanceof Instruction.Fence fence) {
            return new Instruction.Fence(barrier(fence.barrier()), fence.site());
        } else if (instruction instanceof Instruction.ReadModifyWrite atomic) {
            return new Instruction.ReadModifyWrite(
                    atomic.register(),
                    atomic.address(),
                    atomic.condition(),
                    atomic.update(),
                    atomic.result(),
                    atomicMode(atomic.mode()));
        } else if (instruction instanceof Instruction.Unsequenced statement) {
            return new Instruction.Unsequenced(lower(statement.parts()));
        } else if (instruction instanceof Instruction.If branch) {
            return new Instruction.If(branch.condition(), lower(branch.then()), lower(branch.otherwise()));
        } else if (instruction instanceof Instruction.Loop loop) {
            return new Instruction.Loop(lower(loop.test()), loop.condition(), lower(loop.body()), loop.bound());
        }
        // Locks stay: taking one is an acquiring read-modify-write and freeing it a releasing store in every model
        // here,
        // which TSO reads as locked operation and plain store, and Armv8 as casa and stlr.
        return instruction;
    }

    private static Barrier arm64(Barrier barrier, FenceKind kind, String accesses) {
        String domain = switch (barrier.reach()) {
            case INNER -> "ish";
            case OUTER -> "osh";
            case SYSTEM, DEVICE -> accesses.isEmpty() ? "sy" : "";
        };
        return named(barrier, (barrier.completes() ? "dsb " : "dmb ") + domain + accesses, kind);
    }

    private static Barrier named(Barrier barrier, String name, FenceKind kind) {
        return new Barrier(name, kind, barrier.reach(), barrier.completes());
    }
}
