package dev.fencepost.properties.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.Lowering;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel's primitives become, as arch/x86 and arch/arm64 have it. */
class LoweringTest {
    private static final Expression X = Expression.address(0);
    private static final Expression ONE = Expression.constant(1);

    private static Instruction lowered(String model, Instruction instruction) {
        Program program = new Program(
                "one", List.of(Location.of("x", 0)), List.of(Program.Thread.of("P0", List.of(instruction))));
        return Lowering.forModel(model).lower(program).threads().get(0).body().get(0);
    }

    /** Acquire and release are fences beside the access there, so that they order what is beyond it as well. */
    @Test
    void riscvHasFencesInsteadOfAnnotations() {
        List<Instruction> body = List.of(
                new Instruction.Load("r", X, Mode.ACQUIRE),
                new Instruction.Store(X, ONE, Mode.RELEASE),
                new Instruction.Load("s", X, Mode.SEQ_CST));
        Program program = new Program("three", List.of(Location.of("x", 0)), List.of(Program.Thread.of("P0", body)));
        assertThat(Lowering.forModel("riscv").lower(program).threads().get(0).body())
                .extracting(each -> each instanceof Instruction.Fence fence
                        ? fence.barrier().name()
                        : each.getClass().getSimpleName())
                .containsExactly("Load", "fence r,rw", "fence rw,w", "Store", "fence rw,rw", "Load", "fence r,rw");
        assertThat(atomic("riscv", Mode.MB)).isEqualTo(Mode.MB);
        assertThat(atomic("riscv", Mode.ACQUIRE)).isEqualTo(Mode.ACQUIRE_PC);
    }

    private static Mode atomic(String model, Mode mode) {
        Instruction swap = new Instruction.ReadModifyWrite("r", X, ONE, ONE, new Expression.Old(), mode);
        return ((Instruction.ReadModifyWrite) lowered(model, swap)).mode();
    }

    @ParameterizedTest
    @CsvSource({
        "tso, FULL, FULL",
        "tso, LOAD_LOAD, COMPILER",
        "tso, STORE_STORE, COMPILER",
        "tso, BEFORE_ATOMIC, COMPILER",
        "tso, AFTER_ATOMIC, COMPILER",
        "tso, AFTER_SPINLOCK, COMPILER",
        "tso, AFTER_UNLOCK_LOCK, COMPILER",
        "armv8, FULL, FULL",
        "armv8, LOAD_LOAD, LOAD_ANY",
        "armv8, STORE_STORE, STORE_STORE",
        "armv8, BEFORE_ATOMIC, FULL",
        "armv8, AFTER_ATOMIC, FULL",
        "armv8, AFTER_SPINLOCK, FULL",
        "armv8, AFTER_UNLOCK_LOCK, COMPILER",
        "riscv, FULL, FULL",
        "riscv, LOAD_LOAD, LOAD_LOAD",
        "riscv, STORE_STORE, STORE_STORE",
        "riscv, ANY_STORE, ANY_STORE",
        "riscv, AFTER_ATOMIC, FULL",
        "riscv, AFTER_SPINLOCK, FULL",
        "riscv, AFTER_UNLOCK_LOCK, COMPILER",
        "lkmm, LOAD_LOAD, LOAD_LOAD",
        "sc, FULL, FULL"
    })
    void fences(String model, FenceKind kind, FenceKind expected) {
        Instruction fence = new Instruction.Fence(Barrier.smp("fence", kind), "D1");
        Instruction.Fence lowered = (Instruction.Fence) lowered(model, fence);
        assertThat(lowered.barrier().kind()).isEqualTo(expected);
        assertThat(lowered.site()).isEqualTo("D1");
    }

    @ParameterizedTest
    @CsvSource({
        "tso, ACQUIRE, ONCE",
        "tso, ONCE, ONCE",
        "tso, PLAIN, ONCE",
        "armv8, ACQUIRE, ACQUIRE",
        "armv8, PLAIN, ONCE",
        "lkmm, PLAIN, PLAIN",
        "lkmm, ACQUIRE, ACQUIRE"
    })
    void loads(String model, Mode mode, Mode expected) {
        Instruction lowered = lowered(model, new Instruction.Load("r", X, mode));
        assertThat(((Instruction.Load) lowered).mode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"tso, RELEASE, ONCE", "armv8, RELEASE, RELEASE", "lkmm, RELEASE, RELEASE"})
    void stores(String model, Mode mode, Mode expected) {
        Instruction lowered = lowered(model, new Instruction.Store(X, ONE, mode));
        assertThat(((Instruction.Store) lowered).mode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "tso, ONCE, MB",
        "tso, MB, MB",
        "tso, NORETURN, MB",
        "armv8, MB, ACQUIRE_RELEASE",
        "armv8, ONCE, ONCE",
        "armv8, NORETURN, NORETURN",
        "armv8, ACQUIRE, ACQUIRE",
        "lkmm, MB, MB"
    })
    void atomics(String model, Mode mode, Mode expected) {
        assertThat(atomic(model, mode)).isEqualTo(expected);
    }

    @Test
    void reachesIntoBranches() {
        Instruction fence = new Instruction.Fence(Barrier.smp("smp_wmb", FenceKind.STORE_STORE), "");
        Instruction.If branch =
                (Instruction.If) lowered("tso", new Instruction.If(ONE, List.of(fence), List.of(fence)));
        assertThat(((Instruction.Fence) branch.then().get(0)).barrier().kind()).isEqualTo(FenceKind.COMPILER);
        assertThat(((Instruction.Fence) branch.otherwise().get(0)).barrier().kind())
                .isEqualTo(FenceKind.COMPILER);
    }

    @Test
    void anUnknownModelIsRefused() {
        assertThatThrownBy(() -> Lowering.forModel("alpha"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha");
    }
}
