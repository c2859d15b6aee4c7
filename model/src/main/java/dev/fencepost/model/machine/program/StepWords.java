package dev.fencepost.model.machine.program;

import dev.fencepost.model.machine.program.ThreadSteps.Deed;
import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;

/** What a step looks like in a counterexample. */
final class StepWords {
    private final Program program;
    private final Naming naming;

    StepWords(Program program, Naming naming) {
        this.program = program;
        this.naming = naming;
    }

    String of(Deed deed) {
        if (deed.instruction() == null) {
            return "visible: " + name(deed) + " = " + value(deed, deed.written());
        } else if (deed.instruction() instanceof Instruction.Fence fence) {
            return "-- " + naming.fence(fence);
        } else if (deed.instruction() instanceof Instruction.Lock) {
            return "lock " + name(deed);
        } else if (deed.instruction() instanceof Instruction.Unlock) {
            return "unlock " + name(deed);
        } else if (deed.instruction() instanceof Instruction.Store) {
            return "store " + name(deed) + " = " + value(deed, deed.written());
        }
        String read = name(deed) + " = " + value(deed, deed.read()) + (deed.own() ? " (own store)" : "");
        return deed.writes() ? "atomic " + read + ", then " + value(deed, deed.written()) : "load  " + read;
    }

    private String name(Deed deed) {
        return program.locations().get(deed.location()).name();
    }

    private String value(Deed deed, long value) {
        boolean isAddress = Address.isAddress(value)
                && Address.index(value) < program.locations().size();
        return isAddress ? "&" + program.locations().get(Address.index(value)).name() : naming.value(name(deed), value);
    }
}
