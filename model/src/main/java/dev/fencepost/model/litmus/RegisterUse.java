package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import java.util.Set;

/** Which registers the operands of straight-line instructions name. */
final class RegisterUse {
    private RegisterUse() {}

    static void addTo(Set<String> registers, Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            addTo(registers, load.address());
        } else if (instruction instanceof Instruction.Store store) {
            addTo(registers, store.address());
            addTo(registers, store.value());
        } else if (instruction instanceof Instruction.ReadModifyWrite update) {
            addTo(registers, update.address());
            addTo(registers, update.condition());
            addTo(registers, update.update());
            addTo(registers, update.result());
        } else if (instruction instanceof Instruction.TryLock lock) {
            addTo(registers, lock.address());
        } else if (instruction instanceof Instruction.IsLocked lock) {
            addTo(registers, lock.address());
        } else if (instruction instanceof Instruction.Assign assign) {
            addTo(registers, assign.value());
        }
    }

    static void addTo(Set<String> registers, Expression expression) {
        if (expression instanceof Expression.Register register) {
            registers.add(register.name());
        } else if (expression instanceof Expression.Binary binary) {
            addTo(registers, binary.left());
            addTo(registers, binary.right());
        }
    }
}
