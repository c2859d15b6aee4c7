package dev.fencepost.model.platform;

import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import java.util.ArrayList;
import java.util.List;

/**
 * What the Linux kernel's primitives become as instructions of one architecture. Its input is a program in the kernel's
 * own vocabulary, its output one that the memory model of that architecture can judge.
 *
 * <p>Ignored here: what a compiler may do to plain accesses (each becomes one access as wide as it is written).
 *
 * <p>Where kernels run more than one code for a primitive, this is the weaker one. On arm64 the single-instruction
 * atomics (LSE) and the load-exclusive loops order the same where they succeed. A full or releasing cmpxchg that fails
 * leaves its loop before the store-release and the barrier, so that it is a plain load; with LSE it would still acquire
 * (arch/arm64/include/asm/atomic_ll_sc.h; Arm ARM, CAS). An acquiring one acquires in both, a C11 one as well. On x86 a
 * cmpxchg is locked whether or not it succeeds; atomic_add_unless and its kind load and test first, on every
 * architecture (include/linux/atomic/atomic-arch-fallback.h).
 */
public enum Lowering {
    /** No lowering: models whose vocabulary is the kernel's (LKMM) or to which annotations mean nothing (SC). */
    NONE {
        @Override
        Mode load(Mode mode) {
            return mode == Mode.SEQ_CST ? Mode.ACQUIRE : mode;
        }

        @Override
        Mode store(Mode mode) {
            return mode == Mode.SEQ_CST ? Mode.RELEASE : mode;
        }

        @Override
        Mode atomic(Mode mode) {
            return mode == Mode.SEQ_CST ? Mode.ACQUIRE_RELEASE : mode;
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
        Mode load(Mode mode) {
            return Mode.ONCE;
        }

        @Override
        Mode store(Mode mode) {
            return Mode.ONCE;
        }

        @Override
        Mode atomic(Mode mode) {
            return Mode.MB;
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return switch (barrier.kind()) {
                case FULL, STORE_LOAD, STORE_ANY, ANY_LOAD ->
                    named(barrier, barrier.completes() ? "mfence" : "lock; addl", FenceKind.FULL);
                // TSO keeps loads before everything and stores before stores; sfence and lfence add nothing on
                // ordinary memory. Atomics and spin_lock are full already.
                case LOAD_LOAD,
                        STORE_STORE,
                        LOAD_ANY,
                        LOAD_STORE,
                        ANY_STORE,
                        ACQUIRE_RELEASE,
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
        Mode load(Mode mode) {
            return arm64Load(mode);
        }

        @Override
        Mode store(Mode mode) {
            return arm64Store(mode);
        }

        @Override
        Mode atomic(Mode mode) {
            return arm64Atomic(mode);
        }

        @Override
        boolean loadsOnFailure(Mode mode) {
            return mode == Mode.MB || mode == Mode.RELEASE;
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return arm64(barrier);
        }
    },

    /** arm64 where every acquire load is LDAPR, as C11 and Rust compilers make it for processors with RCpc. */
    ARM64_RCPC {
        @Override
        Mode load(Mode mode) {
            return mode == Mode.ACQUIRE ? Mode.ACQUIRE_PC : arm64Load(mode);
        }

        @Override
        Mode store(Mode mode) {
            return arm64Store(mode);
        }

        @Override
        Mode atomic(Mode mode) {
            return arm64Atomic(mode);
        }

        @Override
        boolean loadsOnFailure(Mode mode) {
            return mode == Mode.MB || mode == Mode.RELEASE;
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return arm64(barrier);
        }
    },

    /**
     * RISC-V (arch/riscv/include/asm/barrier.h, atomic.h, cmpxchg.h): a fence for each barrier, {@code fence r,rw}
     * behind an acquire load and {@code fence rw,w} before a release store. Atomic operations are LR and SC, the weaker
     * of what kernels run: a full one ends in {@code fence rw,rw}, one that fails leaves its loop before that.
     */
    RISCV {
        @Override
        Mode load(Mode mode) {
            return mode == Mode.ACQUIRE ? Mode.ACQUIRE_PC : arm64Load(mode);
        }

        @Override
        Mode store(Mode mode) {
            return arm64Store(mode);
        }

        @Override
        Mode atomic(Mode mode) {
            return switch (mode) {
                case ACQUIRE -> Mode.ACQUIRE_PC;
                case SEQ_CST -> Mode.MB;
                default -> arm64Load(mode);
            };
        }

        @Override
        boolean loadsOnFailure(Mode mode) {
            return true;
        }

        @Override
        Barrier barrier(Barrier barrier) {
            return RiscvInstructions.barrier(barrier);
        }
    };

    /**
     * The lowering that a memory model needs.
     *
     * @param model {@code lkmm}, {@code sc}, {@code tso}, {@code armv8}, {@code armv8-rcpc} or {@code riscv}
     * @throws IllegalArgumentException for any other name
     */
    public static Lowering forModel(String model) {
        return switch (model) {
            case "lkmm", "sc" -> NONE;
            case "tso" -> X86;
            case "armv8" -> ARM64;
            case "armv8-rcpc" -> ARM64_RCPC;
            case "riscv" -> RISCV;
            default ->
                throw new IllegalArgumentException(
                        "no lowering for model '" + model + "' (expected lkmm, sc, tso, armv8, armv8-rcpc or riscv)");
        };
    }

    /**
     * The program in the instructions of this architecture; locations, registers and threads stay as they are.
     *
     * @throws ProgramFault if it has an instruction of another architecture
     */
    public Program lower(Program program) {
        boolean combining =
                program.locations().stream().anyMatch(location -> location.kind() == LocationKind.WRITE_COMBINING);
        List<Program.Thread> threads = program.threads().stream()
                .map(thread -> new Program.Thread(thread.name(), thread.registers(), lower(thread.body(), combining)))
                .toList();
        return new Program(program.name(), program.locations(), threads);
    }

    /** What one fence becomes. */
    public Barrier lower(Barrier barrier) {
        return lower(barrier, false);
    }

    /** What one fence becomes in a program that has write-combining memory or not. */
    public Barrier lower(Barrier barrier, boolean combining) {
        return combining && this == X86 && sfence(barrier)
                ? named(barrier, "sfence", FenceKind.STORE_STORE)
                : barrier(barrier);
    }

    /** What the annotation of a load or a store becomes. */
    public Mode lower(Mode mode) {
        return mode == Mode.RELEASE ? store(mode) : load(mode);
    }

    /** Whose instructions the lowered program consists of; empty where it stays in the kernel's vocabulary. */
    public String instructions() {
        return switch (this) {
            case NONE -> "";
            case X86 -> "x86";
            case ARM64, ARM64_RCPC -> "arm64";
            case RISCV -> "riscv";
        };
    }

    abstract Mode load(Mode mode);

    abstract Mode store(Mode mode);

    abstract Mode atomic(Mode mode);

    abstract Barrier barrier(Barrier barrier);

    /** Whether a failed operation of this mode is no more than a load. */
    boolean loadsOnFailure(Mode mode) {
        return false;
    }

    private List<Instruction> lower(List<Instruction> body, boolean combining) {
        List<Instruction> lowered = new ArrayList<>();
        for (Instruction instruction : body) {
            if (this != RISCV || !RiscvInstructions.lower(instruction, lowered)) {
                lower(instruction, lowered, combining);
            }
        }
        return lowered;
    }

    /** Of accesses in no order among each other, none has a place for a fence: annotations say less. */
    private List<Instruction> lowerParts(List<Instruction> parts, boolean combining) {
        List<Instruction> lowered = new ArrayList<>();
        parts.forEach(part -> lower(part, lowered, combining));
        return lowered;
    }

    private void lower(Instruction instruction, List<Instruction> to, boolean combining) {
        if (instruction instanceof Instruction.Load load) {
            to.add(new Instruction.Load(load.register(), load.address(), load(load.mode())));
        } else if (instruction instanceof Instruction.Store store) {
            to.add(new Instruction.Store(store.address(), store.value(), store(store.mode())));
            if (this == X86 && store.mode() == Mode.SEQ_CST) {
                to.add(new Instruction.Fence(Barrier.smp("xchg", FenceKind.FULL), ""));
            }
        } else if (instruction instanceof Instruction.Fence fence) {
            Primitive.of(fence.barrier().name())
                    .flatMap(primitive -> primitive.objection(this))
                    .ifPresent(objection -> {
                        throw new ProgramFault(objection);
                    });
            to.add(new Instruction.Fence(lower(fence.barrier(), combining), fence.site()));
        } else if (instruction instanceof Instruction.ReadModifyWrite atomic) {
            to.add(new Instruction.ReadModifyWrite(
                    atomic.register(),
                    atomic.address(),
                    atomic.condition(),
                    atomic.update(),
                    atomic.result(),
                    atomic(atomic.mode()),
                    atomic.loadOnFailure() || loadsOnFailure(atomic.mode())));
        } else if (instruction instanceof Instruction.Unsequenced statement) {
            to.add(new Instruction.Unsequenced(lowerParts(statement.parts(), combining)));
        } else if (instruction instanceof Instruction.If branch) {
            to.add(new Instruction.If(
                    branch.condition(), lower(branch.then(), combining), lower(branch.otherwise(), combining)));
        } else if (instruction instanceof Instruction.Loop loop) {
            to.add(new Instruction.Loop(
                    lower(loop.test(), combining), loop.condition(), lower(loop.body(), combining), loop.bound()));
        } else {
            // Locks stay: taking one is an acquiring read-modify-write and freeing it a releasing store in every model
            // here, which TSO reads as locked operation and plain store, and Armv8 as casa and stlr.
            to.add(instruction);
        }
    }

    /** wmb is sfence on x86, which matters to write-combining memory alone (Intel SDM 3A, 12.3.1). */
    private static boolean sfence(Barrier barrier) {
        return barrier.kind() == FenceKind.STORE_STORE && barrier.completes();
    }

    private static Mode arm64Load(Mode mode) {
        return switch (mode) {
            case PLAIN -> Mode.ONCE;
            case SEQ_CST -> Mode.ACQUIRE;
            default -> mode;
        };
    }

    private static Mode arm64Store(Mode mode) {
        return switch (mode) {
            case PLAIN -> Mode.ONCE;
            case SEQ_CST -> Mode.RELEASE;
            default -> mode;
        };
    }

    private static Mode arm64Atomic(Mode mode) {
        return mode == Mode.MB || mode == Mode.SEQ_CST ? Mode.ACQUIRE_RELEASE : arm64Load(mode);
    }

    private static Barrier arm64(Barrier barrier) {
        return switch (barrier.kind()) {
            // DMB has three kinds: after loads, among stores, and everything. A release fence is the last one.
            case FULL,
                    ANY_STORE,
                    ACQUIRE_RELEASE,
                    STORE_LOAD,
                    STORE_ANY,
                    ANY_LOAD,
                    BEFORE_ATOMIC,
                    AFTER_ATOMIC,
                    AFTER_SPINLOCK -> arm64(barrier, FenceKind.FULL, "");
            case LOAD_LOAD, LOAD_STORE, LOAD_ANY -> arm64(barrier, FenceKind.LOAD_ANY, "ld");
            case STORE_STORE -> arm64(barrier, FenceKind.STORE_STORE, "st");
            case COMPILER, AFTER_UNLOCK_LOCK -> named(barrier, "compiler barrier", FenceKind.COMPILER);
            case READ_BACK, CLEAN, INVALIDATE -> barrier;
        };
    }

    private static Barrier arm64(Barrier barrier, FenceKind kind, String accesses) {
        String domain = switch (barrier.reach()) {
            case INNER -> "ish";
            case OUTER -> "osh";
            case SYSTEM, DEVICE -> accesses.isEmpty() ? "sy" : "";
        };
        // Device registers are in the outer domain, and dmb oshst is the barrier inside arm64's writel (22ec71615d82).
        Reach reach = barrier.reach() == Reach.OUTER ? Reach.SYSTEM : barrier.reach();
        String name = (barrier.completes() ? "dsb " : "dmb ") + domain + accesses;
        return new Barrier(name, kind, reach, barrier.completes());
    }

    private static Barrier named(Barrier barrier, String name, FenceKind kind) {
        return new Barrier(name, kind, barrier.reach(), barrier.completes());
    }
}
