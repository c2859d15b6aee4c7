package dev.fencepost.model.litmus;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Reach;
import java.util.ArrayList;
import java.util.List;

/** A device looks at its own registers and memory in the order of its program: no bus lies between. */
final class DeviceOrder {
    private static final Barrier OWN = new Barrier("its own order", FenceKind.FULL, Reach.DEVICE, true);

    private final List<Location> locations;

    DeviceOrder(List<Location> locations) {
        this.locations = locations;
    }

    /** {@code body} of a device, with a barrier behind each such look. */
    List<Instruction> of(List<Instruction> body) {
        List<Instruction> result = new ArrayList<>();
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.If branch) {
                result.add(new Instruction.If(branch.condition(), of(branch.then()), of(branch.otherwise())));
            } else if (instruction instanceof Instruction.Loop loop) {
                result.add(new Instruction.Loop(of(loop.test()), loop.condition(), of(loop.body()), loop.bound()));
            } else {
                result.add(instruction);
                if (instruction instanceof Instruction.Load load && isOwn(load.address())) {
                    result.add(new Instruction.Fence(OWN, ""));
                }
            }
        }
        return result;
    }

    private boolean isOwn(Expression address) {
        if (!(address instanceof Expression.Constant constant) || !Address.isAddress(constant.value())) {
            return false;
        }
        LocationKind kind = locations.get(Address.index(constant.value())).kind();
        return kind == LocationKind.MMIO || kind == LocationKind.WRITE_COMBINING;
    }
}
