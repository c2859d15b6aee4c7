package dev.fencepost.properties.protocol;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import java.util.List;
import java.util.stream.Stream;

/** A program without its fences and annotations. */
final class Skeleton {
    private Skeleton() {}

    static List<Instruction> of(List<Instruction> body) {
        return body.stream().flatMap(Skeleton::of).toList();
    }

    private static Stream<Instruction> of(Instruction instruction) {
        if (instruction instanceof Instruction.Fence fence && !fence.site().isEmpty()) {
            return Stream.of();
        } else if (instruction instanceof Instruction.Load load) {
            return Stream.of(new Instruction.Load(load.register(), load.address(), Mode.ONCE));
        } else if (instruction instanceof Instruction.Store store) {
            return Stream.of(new Instruction.Store(store.address(), store.value(), Mode.ONCE));
        } else if (instruction instanceof Instruction.ReadModifyWrite update) {
            return Stream.of(new Instruction.ReadModifyWrite(
                    update.register(),
                    update.address(),
                    update.condition(),
                    update.update(),
                    update.result(),
                    Mode.ONCE));
        } else if (instruction instanceof Instruction.If branch) {
            return Stream.of(new Instruction.If(branch.condition(), of(branch.then()), of(branch.otherwise())));
        } else if (instruction instanceof Instruction.Loop loop) {
            return Stream.of(new Instruction.Loop(of(loop.test()), loop.condition(), of(loop.body()), loop.bound()));
        }
        return Stream.of(instruction);
    }
}
