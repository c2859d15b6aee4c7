package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.machine.program.StoreBuffer;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.Lowering;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Two engines of different kinds say the same of random programs: threads that take steps, with store buffers or
 * without, end in just the states that the axioms of TSO, or of SC, allow.
 */
class StoreBufferAgreementProperties {
    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnMachinePrograms(@ForAll("machinePrograms") Sample sample) {
        compare(sample.program());
    }

    @Provide
    Arbitrary<Sample> machinePrograms() {
        return RandomPrograms.machine();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnKernelProgramsAsX86RunsThem(@ForAll("kernelPrograms") Sample sample) {
        compare(Lowering.X86.lower(sample.program()));
    }

    @Provide
    Arbitrary<Sample> kernelPrograms() {
        return RandomPrograms.kernel();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnProgramsWithPointers(@ForAll("programsWithPointers") Sample sample) {
        Program program = sample.program();
        compareUpToWhatStops(Stepped.of(program, Optional.empty()), Stepped.of(Outcome.of(program, new Sc())));
        compareUpToWhatStops(
                Stepped.of(program, Optional.of(new StoreBuffer())), Stepped.of(Outcome.of(program, new Tso())));
    }

    /**
     * To the axioms a run does not exist in which some thread reads through a null pointer. Steps cannot know that it
     * will, so they tell of a fault, or of a loop that is cut, in another thread before that: they say less, not more.
     */
    private static void compareUpToWhatStops(Stepped steps, Stepped axioms) {
        if (axioms.fault() || steps.fault()) {
            assertThat(steps.fault()).isTrue();
            return;
        }
        assertThat(steps.states()).isEqualTo(axioms.states());
        assertThat(steps.loopBoundReached() || !axioms.loopBoundReached()).isTrue();
    }

    @Provide
    Arbitrary<Sample> programsWithPointers() {
        return RandomPrograms.kernelWithPointers();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnProgramsWithLocks(@ForAll("programsWithLocks") Sample sample) {
        compare(sample.program());
    }

    @Provide
    Arbitrary<Sample> programsWithLocks() {
        return RandomPrograms.locking();
    }

    private static void compare(Program program) {
        assertThat(Stepped.of(program, Optional.empty())).as("sc").isEqualTo(Stepped.of(Outcome.of(program, new Sc())));
        assertThat(Stepped.of(program, Optional.of(new StoreBuffer())))
                .as("tso")
                .isEqualTo(Stepped.of(Outcome.of(program, new Tso())));
    }
}
