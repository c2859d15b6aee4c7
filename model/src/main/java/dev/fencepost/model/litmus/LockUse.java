package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which locations a program uses as spinlocks. */
final class LockUse {
    private final Set<Observable> locks = new HashSet<>();

    private LockUse() {}

    static boolean observes(Program program, List<Observed> observed) {
        LockUse use = new LockUse();
        program.threads().forEach(thread -> use.collect(thread.body()));
        return observed.stream().flatMap(column -> column.parts().stream()).anyMatch(use.locks::contains);
    }

    private void collect(List<Instruction> body) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.Lock lock) {
                add(lock.address());
            } else if (instruction instanceof Instruction.Unlock unlock) {
                add(unlock.address());
            } else if (instruction instanceof Instruction.TryLock tryLock) {
                add(tryLock.address());
            } else if (instruction instanceof Instruction.IsLocked isLocked) {
                add(isLocked.address());
            } else if (instruction instanceof Instruction.Unsequenced unsequenced) {
                collect(unsequenced.parts());
            } else if (instruction instanceof Instruction.If branch) {
                collect(branch.then());
                collect(branch.otherwise());
            } else if (instruction instanceof Instruction.Loop loop) {
                collect(loop.test());
                collect(loop.body());
            }
        }
    }

    private void add(Expression address) {
        if (address instanceof Expression.Constant constant && Address.isAddress(constant.value())) {
            locks.add(new Observable.MemoryAt(Address.index(constant.value())));
        }
    }
}
