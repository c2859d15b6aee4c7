package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.List;
import java.util.Map;

/** AArch64: registers a to f are W1 to W6, x to z are in X20 to X22. */
final class HerdArmFile extends HerdAssemblyFile {
    private static final Map<Mode, String> SUFFIXES =
            Map.of(Mode.ONCE, "", Mode.ACQUIRE, "A", Mode.RELEASE, "L", Mode.ACQUIRE_RELEASE, "AL", Mode.MB, "AL");
    private static final Map<String, String> FENCES = Map.of("mb", "DMB ISH", "wmb", "DMB ISHST", "ld", "DMB ISHLD");

    HerdArmFile(Program program) {
        super(program, "AArch64", "X");
    }

    @Override
    String place(String name) {
        return name.contains(":") ? name.substring(0, 2) + "X" + number(name.substring(2)) : name;
    }

    private static int number(String register) {
        return register.charAt(0) - 'a' + 1;
    }

    @Override
    void block(List<Instruction> body) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.If branch) {
                String otherwise = label();
                String end = label();
                code.add("CBZ " + register(branch.condition()) + "," + otherwise);
                block(branch.then());
                code.add("B " + end);
                code.add(otherwise + ": NOP");
                block(branch.otherwise());
                code.add(end + ": NOP");
            } else if (instruction instanceof Instruction.Load load) {
                String into = "W" + number(load.register());
                String name =
                        load.mode() == Mode.ACQUIRE ? "LDAR " : load.mode() == Mode.ACQUIRE_PC ? "LDAPR " : "LDR ";
                String address = address(load.address());
                code.add(name + into + ",[" + address + "]");
            } else if (instruction instanceof Instruction.Store store) {
                String from = register(store.value());
                String address = address(store.address());
                code.add((store.mode() == Mode.RELEASE ? "STLR " : "STR ") + from + ",[" + address + "]");
            } else if (instruction instanceof Instruction.Fence fence) {
                code.add(FENCES.get(fence.barrier().name()));
            } else {
                atomic((Instruction.ReadModifyWrite) instruction);
            }
        }
    }

    private void atomic(Instruction.ReadModifyWrite rmw) {
        String address = address(rmw.address());
        String value = register(operand(rmw));
        if (rmw.mode() == Mode.NORETURN) {
            code.add("STADD " + value + ",[" + address + "]");
            return;
        }
        String result = "W" + number(rmw.register());
        String suffix = SUFFIXES.get(rmw.mode());
        switch (operation(rmw)) {
            case "xchg" -> code.add("SWP" + suffix + " " + value + "," + result + ",[" + address + "]");
            case "add" -> code.add("LDADD" + suffix + " " + value + "," + result + ",[" + address + "]");
            case "cas" -> {
                code.add("MOV " + result + ",#" + number(compared(rmw)));
                code.add("CAS" + suffix + " " + result + "," + value + ",[" + address + "]");
            }
            default -> throw new IllegalArgumentException("no instruction for " + rmw);
        }
    }

    /** The register that holds the address. */
    private String address(Expression address) {
        String base = "X" + (20 + location(address));
        if (named(address) == null) {
            return base;
        }
        code.add("EOR W10,W" + number(named(address)) + ",W" + number(named(address)));
        code.add("ADD X11," + base + ",W10,SXTW");
        return "X11";
    }

    /** The register that holds the value. */
    private String register(Expression value) {
        if (value instanceof Expression.Register register) {
            return "W" + number(register.name());
        } else if (named(value) == null) {
            code.add("MOV W12,#" + number(value));
        } else {
            code.add("EOR W13,W" + number(named(value)) + ",W" + number(named(value)));
            code.add("ADD W12,W13,#" + number(value));
        }
        return "W12";
    }
}
