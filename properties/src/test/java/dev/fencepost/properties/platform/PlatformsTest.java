package dev.fencepost.properties.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.properties.house.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformsTest {
    private static Platform platform(String id) {
        return Platforms.of(id).orElseThrow();
    }

    @Test
    void everyRowHasAnIdOfItsOwn() {
        assertThat(Platforms.ids())
                .doesNotHaveDuplicates()
                .contains("up-guest", "smp-lkmm", "smp-x86", "smp-arm64", "dma-coherent", "remoteproc");
    }

    @Test
    void onlyRowsWithAWeakBoundaryRestOnTheExtension() {
        for (Platform row : Platforms.rows()) {
            boolean extension = row.id().equals("dma-coherent")
                    || row.name().equals("pci-device")
                    || row.id().equals("remoteproc");
            assertThat(row.basis())
                    .as(row.id())
                    .isEqualTo(extension ? Evidence.Basis.EXTENSION : Evidence.Basis.PUBLISHED);
            assertThat(row.memoryModel().name()).isEqualTo(row.base().label() + (extension ? "+reach" : ""));
        }
    }

    @Claims({Clause.SMP_BARRIERS, Clause.VIRT_BARRIERS})
    @Test
    void aUpBuildTurnsTheSmpFamilyIntoNothingAndNoOther() {
        Platform row = platform("up-guest");
        for (Primitive primitive : Primitive.values()) {
            boolean nothing = Effect.of(primitive, row.party(Side.DRIVER)) instanceof Effect.Nothing;
            boolean expected =
                    primitive.family() == Primitive.Family.COMPILER || primitive.family() == Primitive.Family.SMP;
            assertThat(nothing).as(primitive.spelling()).isEqualTo(expected);
        }
        assertThat(Effect.of(Primitive.SMP_MB, row.party(Side.DEVICE))).isInstanceOf(Effect.Fence.class);
        Platform guests = platform("ivshmem");
        for (Side side : Side.values()) {
            assertThat(Effect.of(Primitive.SMP_MB, guests.party(side))).isInstanceOf(Effect.Nothing.class);
            assertThat(Effect.of(Primitive.VIRT_MB, guests.party(side))).isInstanceOf(Effect.Fence.class);
        }
    }

    @Claims({Clause.DMA_BARRIERS, Clause.MANDATORY_BARRIERS})
    @ParameterizedTest
    @CsvSource({
        "SMP_MB, INNER, false",
        "VIRT_MB, INNER, false",
        "DMA_MB, OUTER, false",
        "MB, SYSTEM, true",
        "SMP_WMB, INNER, false",
        "DMA_RMB, OUTER, false",
        "WMB, SYSTEM, true",
        "READL, DEVICE, true"
    })
    void eachFamilyHasItsReach(Primitive primitive, Reach reach, boolean completes) {
        Effect effect = Effect.of(primitive, platform("remoteproc").party(Side.DRIVER));
        Barrier barrier = ((Effect.Fence) effect).barrier();
        assertThat(barrier.reach()).isEqualTo(reach);
        assertThat(barrier.completes()).isEqualTo(completes);
    }

    @ParameterizedTest
    @CsvSource({
        "smp-arm64, SMP_RMB, dmb ishld",
        "smp-arm64, SMP_WMB, dmb ishst",
        "smp-arm64, SMP_MB, dmb ish",
        "smp-arm64, DMA_RMB, dmb oshld",
        "smp-arm64, DMA_WMB, dmb oshst",
        "smp-arm64, DMA_MB, dmb osh",
        "smp-arm64, RMB, dsb ld",
        "smp-arm64, WMB, dsb st",
        "smp-arm64, MB, dsb sy",
        "smp-x86, SMP_RMB, compiler barrier",
        "smp-x86, SMP_WMB, compiler barrier",
        "smp-x86, SMP_MB, lock; addl",
        "smp-x86, MB, mfence"
    })
    void hardwareRowsNameTheInstruction(String id, Primitive primitive, String instruction) {
        Platform row = platform(id);
        Effect.Fence fence = (Effect.Fence) Effect.of(primitive, row.party(Side.DRIVER));
        assertThat(row.architecture().lowering().lower(fence.barrier()).name()).isEqualTo(instruction);
    }
}
