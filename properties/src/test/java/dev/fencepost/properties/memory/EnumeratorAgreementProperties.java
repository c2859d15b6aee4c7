package dev.fencepost.properties.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.program.Program;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Engine and naive enumerator agree on random programs: final states, counts, flags, bounds and faults. */
class EnumeratorAgreementProperties {
    private static final long BUDGET = 10_000;

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnKernelPrograms(@ForAll("kernelPrograms") Sample sample) {
        compare(sample.program());
    }

    @Provide
    Arbitrary<Sample> kernelPrograms() {
        return RandomPrograms.kernel();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnMachinePrograms(@ForAll("machinePrograms") Sample sample) {
        compare(sample.program());
    }

    @Provide
    Arbitrary<Sample> machinePrograms() {
        return RandomPrograms.machine();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void agreeOnProgramsWithPointers(@ForAll("programsWithPointers") Sample sample) {
        compare(sample.program());
    }

    @Provide
    Arbitrary<Sample> programsWithPointers() {
        return RandomPrograms.kernelWithPointers();
    }

    private static void compare(Program program) {
        List<Outcome> naive = Naive.of(program, Naive.COUNTERPARTS, BUDGET);
        Assume.that(naive != null);
        for (int i = 0; i < naive.size(); i++) {
            assertThat(Outcome.of(program, Naive.MODELS.get(i)))
                    .as(Naive.MODELS.get(i).name())
                    .isEqualTo(naive.get(i));
        }
    }
}
