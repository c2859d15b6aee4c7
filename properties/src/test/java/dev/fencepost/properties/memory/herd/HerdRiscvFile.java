package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Map;

/**
 * RISC-V: registers a to f are x5 to x10, x to z are in x20 to x22. Read-modify-writes are AMOs, of which herd7 makes
 * two events if it is asked to ({@code -variant SplittedRMW}), as Fencepost does.
 */
final class HerdRiscvFile extends HerdAssemblyFile {
    private static final Map<Mode, String> SUFFIXES =
            Map.of(Mode.ONCE, "", Mode.NORETURN, "", Mode.ACQUIRE, ".aq", Mode.RELEASE, ".rl");
    private static final Map<String, String> FENCES = Map.of(
            "mb", "fence rw,rw",
            "wmb", "fence w,w",
            "rmb", "fence r,r",
            "ld", "fence r,rw",
            "releasing", "fence rw,w",
            "both", "fence.tso",
            "enter", "fence w,rw");

    HerdRiscvFile(Program program) {
        super(program, "RISCV", "x");
    }

    @Override
    String place(String name) {
        return name.contains(":") ? name.substring(0, 2) + register(name.substring(2)) : name;
    }

    private static String register(String name) {
        return "x" + (name.charAt(0) - 'a' + 5);
    }

    @Override
    void block(List<Instruction> body) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.If branch) {
                String otherwise = label();
                String end = label();
                code.add("beq " + value(branch.condition()) + ",x0," + otherwise);
                block(branch.then());
                code.add("beq x0,x0," + end);
                code.add(otherwise + ": nop");
                block(branch.otherwise());
                code.add(end + ": nop");
            } else if (instruction instanceof Instruction.Load load) {
                String address = address(load.address());
                String name = load.mode() == Mode.ACQUIRE_PC ? "lw.aq " : "lw ";
                code.add(name + register(load.register()) + ",0(" + address + ")");
            } else if (instruction instanceof Instruction.Store store) {
                String value = value(store.value());
                String address = address(store.address());
                code.add("sw " + value + ",0(" + address + ")");
            } else if (instruction instanceof Instruction.Fence fence) {
                code.add(FENCES.get(fence.barrier().name()));
            } else {
                atomic((Instruction.ReadModifyWrite) instruction);
            }
        }
    }

    private void atomic(Instruction.ReadModifyWrite rmw) {
        String operation = operation(rmw).equals("xchg") ? "amoswap.w" : "amoadd.w";
        String result = rmw.mode() == Mode.NORETURN ? "x0" : register(rmw.register());
        String value = value(operand(rmw));
        String address = address(rmw.address());
        code.add(operation + SUFFIXES.get(rmw.mode()) + " " + result + "," + value + ",(" + address + ")");
    }

    /** The register that holds the address. */
    private String address(Expression address) {
        String base = "x" + (20 + location(address));
        if (named(address) == null) {
            return base;
        }
        code.add("xor x11," + register(named(address)) + "," + register(named(address)));
        code.add("add x12," + base + ",x11");
        return "x12";
    }

    /** The register that holds the value. */
    private String value(Expression value) {
        if (value instanceof Expression.Register register) {
            return register(register.name());
        } else if (named(value) == null) {
            code.add("ori x13,x0," + number(value));
        } else {
            code.add("xor x14," + register(named(value)) + "," + register(named(value)));
            code.add("ori x13,x14," + number(value));
        }
        return "x13";
    }
}
