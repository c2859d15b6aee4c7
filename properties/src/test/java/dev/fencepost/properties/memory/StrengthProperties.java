package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.Lowering;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a stronger model allows, a weaker one does. */
class StrengthProperties {
    /** Without fences, annotations and atomics, x86 is weaker than sequential consistency and Arm weaker than both. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void bareProgramsDoMoreOnWeakerMachines(@ForAll("bare") Sample sample) {
        Program program = sample.program();
        assertThat(allows(program, new Sc(), new Tso())).isTrue();
        assertThat(allows(program, new Tso(), new Armv8())).isTrue();
        assertThat(allows(program, new Armv8(), new Lkmm())).isTrue();
    }

    /** Kernel code, lowered, does nothing on a machine that the kernel's model does not allow. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void machinesKeepWhatTheKernelIsPromised(@ForAll("kernel") Sample sample) {
        Program program = sample.program();
        Outcome promised = Outcome.of(program, new Lkmm());
        for (MemoryModel machine : new MemoryModel[] {new Sc(), new Tso(), new Armv8()}) {
            Outcome real = Outcome.of(Lowering.forModel(machine.name()).lower(program), machine);
            assertThat(promised.states().keySet())
                    .as(machine.name())
                    .containsAll(real.states().keySet());
        }
    }

    /** The mutant: the other way round the relation does not hold. */
    @Example
    void strongerMachinesDoNotDoAllThatWeakerOnesDo() {
        Shape storeBuffering = shape("SB");
        Shape messagePassing = shape("MP");
        assertThat(allows(storeBuffering.program(), new Tso(), new Sc())).isFalse();
        assertThat(allows(messagePassing.program(), new Armv8(), new Tso())).isFalse();
        assertThat(allows(shape("R+wmb+mb").program(), new Lkmm(), new Armv8())).isFalse();
    }

    private static Shape shape(String name) {
        return ClassicShapes.all().stream()
                .filter(shape -> shape.program().name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static boolean allows(Program program, MemoryModel stronger, MemoryModel weaker) {
        return Outcome.of(program, weaker)
                .states()
                .keySet()
                .containsAll(Outcome.of(program, stronger).states().keySet());
    }

    @Provide
    Arbitrary<Sample> bare() {
        return RandomPrograms.bare();
    }

    @Provide
    Arbitrary<Sample> kernel() {
        return RandomPrograms.kernelMarked();
    }
}
