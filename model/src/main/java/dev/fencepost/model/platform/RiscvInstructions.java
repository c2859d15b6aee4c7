package dev.fencepost.model.platform;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Reach;
import java.util.List;

/** The fences of RISC-V, as the Linux kernel uses them (arch/riscv/include/asm/barrier.h). */
final class RiscvInstructions {
    private RiscvInstructions() {}

    /**
     * Adds an acquire load or a release store to {@code to}, with the fence beside it, which also orders what is beyond
     * the access; false if the instruction is neither.
     */
    static boolean lower(Instruction instruction, List<Instruction> to) {
        if (instruction instanceof Instruction.Load load && isOneOf(load.mode(), Mode.ACQUIRE)) {
            if (load.mode() == Mode.SEQ_CST) {
                to.add(fence("fence rw,rw", FenceKind.FULL));
            }
            to.add(new Instruction.Load(load.register(), load.address(), Mode.ONCE));
            to.add(fence("fence r,rw", FenceKind.LOAD_ANY));
            return true;
        } else if (instruction instanceof Instruction.Store store && isOneOf(store.mode(), Mode.RELEASE)) {
            to.add(fence("fence rw,w", FenceKind.ANY_STORE));
            to.add(new Instruction.Store(store.address(), store.value(), Mode.ONCE));
            return true;
        }
        return false;
    }

    private static boolean isOneOf(Mode mode, Mode annotation) {
        return mode == annotation || mode == Mode.SEQ_CST;
    }

    private static Instruction fence(String name, FenceKind kind) {
        return new Instruction.Fence(Barrier.smp(name, kind), "");
    }

    /** What a fence becomes. */
    static Barrier barrier(Barrier barrier) {
        return switch (barrier.kind()) {
            case FULL, BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK -> fence(barrier, FenceKind.FULL, "rw", "rw");
            case LOAD_LOAD -> fence(barrier, FenceKind.LOAD_LOAD, "r", "r");
            case STORE_STORE -> fence(barrier, FenceKind.STORE_STORE, "w", "w");
            case LOAD_ANY -> fence(barrier, FenceKind.LOAD_ANY, "r", "rw");
            case ANY_STORE -> fence(barrier, FenceKind.ANY_STORE, "rw", "w");
            case STORE_ANY -> fence(barrier, FenceKind.STORE_ANY, "w", "rw");
            case LOAD_STORE -> fence(barrier, FenceKind.LOAD_STORE, "r", "w");
            case STORE_LOAD -> fence(barrier, FenceKind.STORE_LOAD, "w", "r");
            case ANY_LOAD -> fence(barrier, FenceKind.ANY_LOAD, "rw", "r");
            case ACQUIRE_RELEASE -> named(barrier, "fence.tso", FenceKind.ACQUIRE_RELEASE);
            case COMPILER, AFTER_UNLOCK_LOCK -> named(barrier, "compiler barrier", FenceKind.COMPILER);
            case READ_BACK, CLEAN, INVALIDATE -> barrier;
        };
    }

    /** Device input and output are named with reads and writes wherever the barrier is not among processors only. */
    private static Barrier fence(Barrier barrier, FenceKind kind, String before, String after) {
        boolean devices = barrier.reach() != Reach.INNER;
        String name = "fence " + (devices ? withDevices(before) + "," + withDevices(after) : before + "," + after);
        return named(barrier, name, kind);
    }

    private static String withDevices(String accesses) {
        return accesses.replace('r', 'i').replace('w', 'o') + accesses;
    }

    private static Barrier named(Barrier barrier, String name, FenceKind kind) {
        return new Barrier(name, kind, barrier.reach(), barrier.completes());
    }
}
