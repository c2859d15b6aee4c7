package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.KernelReach;
import dev.fencepost.model.memory.model.ReachModel;
import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.memory.program.Topology;
import dev.fencepost.model.platform.Lowering;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of other vocabularies in litmus tests, and what they say about the locations. */
class LocationUseTest {
    private static LitmusTest read(String... lines) throws LitmusException {
        return new LitmusReader(2).read("t.litmus", String.join("\n", lines) + "\n");
    }

    private static LitmusTest doorbell(String map, String barrier) throws LitmusException {
        return read(
                "C doorbell",
                "{}",
                "P0(int *entry, int *bell) {",
                map,
                "  WRITE_ONCE(*entry, 7);",
                barrier,
                "  writel_relaxed(1, bell);",
                "}",
                "P1(int *entry, int *bell) {",
                "  int b = READ_ONCE(*bell);",
                "  mb();",
                "  int e = READ_ONCE(*entry);",
                "}",
                "exists (1:b=1 /\\ 1:e=0)");
    }

    @ParameterizedTest
    @CsvSource({
        "smp_wmb(); , true",
        "dma_wmb(); , true",
        "wmb(); , false",
        "atomic_thread_fence(memory_order_release); , true",
        "rte_io_wmb(); , false"
    })
    void aDoorbellInAFileIsARegister(String barrier, boolean stale) throws LitmusException {
        LitmusTest test = doorbell("", barrier);
        assertThat(test.program().locations())
                .anySatisfy(location -> {
                    assertThat(location.name()).isEqualTo("bell");
                    assertThat(location.kind()).isEqualTo(LocationKind.MMIO);
                    assertThat(location.device()).isEqualTo("bell");
                })
                .anySatisfy(location -> assertThat(location.kind()).isEqualTo(LocationKind.COHERENT));
        MemoryModel contract = Platforms.of("pci-device").orElseThrow().memoryModel(List.of(Side.DRIVER, Side.DEVICE));
        assertThat(isPossible(test, Lowering.NONE, contract)).isEqualTo(stale);
    }

    @ParameterizedTest
    @CsvSource({"dma_wmb(); , true", "wmb(); , false"})
    void writeCombiningMemoryIsMapped(String barrier, boolean stale) throws LitmusException {
        LitmusTest test = doorbell("  ioremap_wc(entry);", barrier);
        assertThat(test.program().locations())
                .allSatisfy(location -> assertThat(location.device()).isEqualTo("bell"));
        MemoryModel contract = Platforms.of("pci-device").orElseThrow().memoryModel(List.of(Side.DRIVER, Side.DEVICE));
        assertThat(isPossible(test, Lowering.NONE, contract)).isEqualTo(stale);
    }

    @ParameterizedTest
    @CsvSource({"smp_wmb(); , true", "dma_wmb(); , true", "wmb(); , false", "mb(); , false"})
    void anInterruptToAnotherProcessorStartsItsHandler(String barrier, boolean stale) throws LitmusException {
        LitmusTest test = read(
                "C ipi",
                "{}",
                "P0(int *data) { WRITE_ONCE(*data, 7); " + barrier + " write_sysreg_s(1, SYS_ICC_SGI1R_EL1); }",
                "P1(int *data) { int d = READ_ONCE(*data); }",
                "exists (1:d=0)");
        assertThat(isPossible(test, Lowering.NONE, new KernelReach(Topology.oneSystem())))
                .isEqualTo(stale);
        assertThat(isPossible(test, Lowering.ARM64, new ReachModel(new Armv8(), Topology.oneSystem())))
                .isEqualTo(stale);
    }

    /** A phase tag that a device writes by DMA: an acquire is a promise among processors alone. */
    @ParameterizedTest
    @CsvSource({
        "dma-coherent, smp_load_acquire(tag), , true",
        "dma-coherent, READ_ONCE(*tag), dma_rmb();, false",
        "dma-coherent, READ_ONCE(*tag), smp_rmb();, true",
        "dma-coherent/x86, smp_load_acquire(tag), , false",
        "dma-coherent/arm64, smp_load_acquire(tag), , false"
    })
    void aPhaseTagIsTakenByABarrierThatReachesTheDevice(String row, String load, String barrier, boolean stale)
            throws LitmusException {
        LitmusTest test = read(
                "C tag",
                "{}",
                "P0(int *cid, int *tag) { WRITE_ONCE(*cid, 7); dma_wmb(); WRITE_ONCE(*tag, 1); }",
                "P1(int *cid, int *tag, int *db) {",
                "  int t = " + load + ";",
                "  int id = 7;",
                "  if (t == 1) {",
                barrier == null ? "" : barrier,
                "    id = READ_ONCE(*cid);",
                "    writel(1, db);",
                "  }",
                "}",
                "exists (1:t=1 /\\ 1:id=0)");
        Platform platform = Platforms.of(row).orElseThrow();
        MemoryModel model = platform.memoryModel(List.of(Side.DEVICE, Side.DRIVER));
        assertThat(isPossible(test, platform.architecture().lowering(), model)).isEqualTo(stale);
    }

    @Test
    void readlIsALoadAndWhatFollowsIt() throws LitmusException {
        Program program = read("C r", "{}", "P0(int *reg) { int r = readl(reg); }", "exists (0:r=0)")
                .program();
        List<Instruction> body = program.threads().get(0).body();
        assertThat(body.get(0)).isInstanceOf(Instruction.Load.class);
        Barrier barrier = ((Instruction.Fence) body.get(1)).barrier();
        assertThat(barrier).isEqualTo(new Barrier("readl", FenceKind.LOAD_LOAD, Reach.SYSTEM, false));
    }

    @ParameterizedTest
    @CsvSource({
        "memory_order_relaxed, ONCE, ONCE",
        "memory_order_acquire, ACQUIRE, ",
        "memory_order_release, , RELEASE",
        "memory_order_seq_cst, SEQ_CST, SEQ_CST"
    })
    void memoryOrdersSelectTheForm(String order, Mode load, Mode store) throws LitmusException {
        if (load != null) {
            List<Instruction> body = Litmus.body("r0 = atomic_load_explicit(x, " + order + ");");
            assertThat(((Instruction.Load) body.get(0)).mode()).isEqualTo(load);
        }
        if (store == null) {
            assertThatThrownBy(() -> Litmus.body("atomic_store_explicit(x, 1, " + order + ");"))
                    .isInstanceOf(LitmusException.class)
                    .hasMessageContaining("memory_order_release");
        } else {
            List<Instruction> body = Litmus.body("atomic_store_explicit(x, 1, " + order + ");");
            assertThat(((Instruction.Store) body.get(0)).mode()).isEqualTo(store);
        }
    }

    private static boolean isPossible(LitmusTest test, Lowering lowering, MemoryModel model) {
        boolean[] possible = new boolean[1];
        new ExecutionExplorer(lowering.lower(test.program()), model).explore(execution -> {
            possible[0] |= test.condition().holds(execution::value);
            return true;
        });
        return possible[0];
    }
}
