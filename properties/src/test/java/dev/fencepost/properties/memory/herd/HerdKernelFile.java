package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Map;

/** The kernel's C. */
final class HerdKernelFile extends HerdFile {
    private static final Map<Mode, String> SUFFIXES =
            Map.of(Mode.MB, "", Mode.ONCE, "_relaxed", Mode.ACQUIRE, "_acquire", Mode.RELEASE, "_release");
    private static final Map<String, String> FENCES = Map.of(
            "mb", "smp_mb",
            "wmb", "smp_wmb",
            "rmb", "smp_rmb",
            "barrier", "barrier",
            "before", "smp_mb__before_atomic",
            "after", "smp_mb__after_atomic",
            "afterlock", "smp_mb__after_spinlock",
            "afterunlock", "smp_mb__after_unlock_lock");

    HerdKernelFile(Program program) {
        super(program);
    }

    @Override
    String text(Map<String, Long> condition) {
        StringBuilder text = new StringBuilder("C " + program.name() + "\n\n{}\n\n");
        for (int thread = 0; thread < program.threads().size(); thread++) {
            text.append("P")
                    .append(thread)
                    .append("(int *x, int *y, ")
                    .append(locks(program, 2) ? "spinlock_t" : "int")
                    .append(" *z, spinlock_t *l)\n{\n");
            text.append("\tint a; int b; int c; int d; int e; int f;\n");
            block(program.threads().get(thread).body(), "\t", text);
            text.append("}\n\n");
        }
        return text + ending(condition);
    }

    /** Whether some thread uses the location as a lock. */
    private static boolean locks(Program program, int location) {
        return program.threads().stream()
                .flatMap(thread -> thread.body().stream())
                .anyMatch(each -> each instanceof Instruction.Lock lock && location(lock.address()) == location
                        || each instanceof Instruction.TryLock attempt && location(attempt.address()) == location);
    }

    @Override
    String place(String name) {
        return name;
    }

    private void block(List<Instruction> body, String indent, StringBuilder text) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.If branch) {
                text.append(indent)
                        .append("if (")
                        .append(value(branch.condition()))
                        .append(") {\n");
                block(branch.then(), indent + "\t", text);
                text.append(indent).append("}");
                if (!branch.otherwise().isEmpty()) {
                    text.append(" else {\n");
                    block(branch.otherwise(), indent + "\t", text);
                    text.append(indent).append("}");
                }
                text.append("\n");
            } else {
                text.append(indent).append(statement(instruction)).append(";\n");
            }
        }
    }

    private String statement(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            String address = address(load.address());
            return load.register() + " = "
                    + switch (load.mode()) {
                        case PLAIN -> "*" + address;
                        case ACQUIRE -> "smp_load_acquire(" + address + ")";
                        default -> "READ_ONCE(*" + address + ")";
                    };
        } else if (instruction instanceof Instruction.Store store) {
            String address = address(store.address());
            String value = value(store.value());
            return switch (store.mode()) {
                case PLAIN -> "*" + address + " = " + value;
                case RELEASE -> "smp_store_release(" + address + ", " + value + ")";
                default -> "WRITE_ONCE(*" + address + ", " + value + ")";
            };
        } else if (instruction instanceof Instruction.Fence fence) {
            return FENCES.get(fence.barrier().name()) + "()";
        } else if (instruction instanceof Instruction.Lock lock) {
            return "spin_lock(" + address(lock.address()) + ")";
        } else if (instruction instanceof Instruction.Unlock unlock) {
            return "spin_unlock(" + address(unlock.address()) + ")";
        } else if (instruction instanceof Instruction.TryLock attempt) {
            return attempt.register() + " = spin_trylock(" + address(attempt.address()) + ")";
        }
        return atomic((Instruction.ReadModifyWrite) instruction);
    }

    private String atomic(Instruction.ReadModifyWrite rmw) {
        String address = address(rmw.address());
        String value = value(operand(rmw));
        if (rmw.mode() == Mode.NORETURN) {
            return "atomic_add(" + value + ", " + address + ")";
        }
        String suffix = SUFFIXES.get(rmw.mode());
        return rmw.register() + " = "
                + switch (operation(rmw)) {
                    case "xchg" -> "xchg" + suffix + "(" + address + ", " + value + ")";
                    case "add" -> "atomic_fetch_add" + suffix + "(" + value + ", " + address + ")";
                    case "cas" -> "cmpxchg" + suffix + "(" + address + ", " + value(compared(rmw)) + ", " + value + ")";
                    default -> "atomic_add_unless(" + address + ", " + value + ", " + value(compared(rmw)) + ")";
                };
    }

    private static String address(Expression address) {
        String name = RowParser.LOCATIONS.get(location(address));
        return named(address) == null ? name : "(" + name + " + (" + named(address) + " & 0))";
    }

    private static String value(Expression value) {
        if (value instanceof Expression.Register register) {
            return register.name();
        }
        return named(value) == null
                ? Long.toString(number(value))
                : "(" + number(value) + " + (" + named(value) + " & 0))";
    }
}
