package dev.fencepost.properties.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Lowering;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.PrimitiveLine;
import dev.fencepost.model.platform.PrimitiveTable;
import dev.fencepost.model.platform.Side;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One table of primitives, for plans and programs, whatever the vocabulary. */
class PrimitiveTableTest {
    private static Barrier barrier(String spelling, String platform) {
        Primitive primitive = Primitive.of(spelling).orElseThrow();
        Effect effect =
                Effect.of(primitive, Platforms.of(platform).orElseThrow().party(Side.DRIVER));
        return ((Effect.Fence) effect).barrier();
    }

    /** The spellings of one fence in five vocabularies, and what two architectures make of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atomic_thread_fence(memory_order_acquire) | LOAD_ANY | compiler barrier | dmb ishld",
                "__atomic_thread_fence(__ATOMIC_RELEASE) | ANY_STORE | compiler barrier | dmb ish",
                "fence(AcqRel) | ACQUIRE_RELEASE | compiler barrier | dmb ish",
                "fence(Ordering::AcqRel) | ACQUIRE_RELEASE | compiler barrier | dmb ish",
                "Ordering::AcqRel | ACQUIRE_RELEASE | compiler barrier | dmb ish",
                "fence(SeqCst) | FULL | lock; addl | dmb ish",
                "rte_atomic_thread_fence(rte_memory_order_seq_cst) | FULL | lock; addl | dmb ish",
                "rte_smp_wmb | STORE_STORE | compiler barrier | dmb ishst",
                "smp_mb__after_rmw | AFTER_ATOMIC | compiler barrier | dmb ish",
                "smp_mb_acquire | LOAD_ANY | compiler barrier | dmb ishld",
                "membar_producer | STORE_STORE | compiler barrier | dmb ishst",
                "membar_enter | STORE_ANY | lock; addl | dmb ish",
                "membar_exit | ANY_STORE | compiler barrier | dmb ish",
                "atomic_thread_fence_acq_rel | ACQUIRE_RELEASE | compiler barrier | dmb ish",
                "virt_wmb | STORE_STORE | compiler barrier | dmb ishst"
            })
    void everyVocabularyIsLowered(String spelling, FenceKind kind, String x86, String arm64) {
        Barrier barrier = barrier(spelling, "smp-x86");
        assertThat(barrier.kind()).isEqualTo(kind);
        assertThat(barrier.name()).isEqualTo(spelling);
        assertThat(Lowering.X86.lower(barrier).name()).isEqualTo(x86);
        assertThat(Lowering.ARM64.lower(barrier).name()).isEqualTo(arm64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dmb ish", "dmb ishst", "dmb oshld", "dmb osh", "dsb st", "dsb sy", "dsb ishst"})
    void anInstructionIsItself(String instruction) {
        assertThat(Lowering.ARM64.lower(barrier(instruction, "smp-arm64")).name())
                .isEqualTo(instruction);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dmb ish | X86 | dmb ish is an instruction of arm64: it has no meaning on x86",
                "mfence | ARM64 | mfence is an instruction of x86: it has no meaning on arm64",
                "mfence | NONE | mfence is an instruction of x86: it has no meaning where any architecture is meant",
                "isb | ARM64 | isb is not judged: orders instruction fetches; only with a control dependency loads",
                "Ordering::SeqCst | X86 | Ordering::SeqCst is not judged: say fence(SeqCst), or what is stored"
            })
    void whatHasNoMeaningSaysWhy(String spelling, Lowering lowering, String objection) {
        assertThat(Primitive.of(spelling).orElseThrow().objection(lowering)).contains(objection);
    }

    @Test
    void everyLineHasASourceAndAMeaning() {
        Set<String> operations = new TreeSet<>();
        for (String name : PrimitiveTable.names()) {
            for (PrimitiveLine line : PrimitiveTable.named(name)) {
                assertThat(line.source()).as(name).isNotBlank();
                operations.add(line.operation().get(0));
                if (line.operation().get(0).equals("fence")) {
                    assertThat(line.barrier().name()).isEqualTo(line.spelling());
                }
            }
        }
        String known = "add_unless clean compare_exchange exchange fence fetch_update invalidate islocked load lock"
                + " map nothing refuse signal store trylock unlock update update_return";
        assertThat(operations).isSubsetOf(Set.of(known.split(" ")));
    }

    @Test
    void theKernelsVocabularyComesFirst() {
        List<String> spellings = Primitive.spellings();
        assertThat(spellings).doesNotHaveDuplicates().startsWith("none", "ctrl-dep", "barrier", "smp_rmb");
        for (Primitive primitive : Primitive.values()) {
            assertThat(Primitive.of(primitive.spelling())).containsSame(primitive);
            assertThat(spellings.indexOf(primitive.spelling())).isLessThan(Primitive.values().length);
        }
    }
}
