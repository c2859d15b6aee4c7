package dev.fencepost.properties.litmus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.litmus.Setting;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Armv8;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.model.Sc;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.platform.Lowering;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Side;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What drivers and devices do to each other, in litmus tests, under models of one machine and on platforms. */
class DevicesTest {
    private static final String TAIL = "exists (0:r=0 /\\ 1:r=0)";

    /**
     * Each side says something (x, y) and then looks at what the other side said: at most one may overlook the other.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A shadow doorbell and its event index (NVMe, Linux f1ed3df20d2d), before and after the fix.
                "WRITE_ONCE(*x, 1); | WRITE_ONCE(*y, 1); smp_mb(); | lkmm | Sometimes",
                "WRITE_ONCE(*x, 1); | WRITE_ONCE(*y, 1); smp_mb(); | tso | Sometimes",
                "wmb(); WRITE_ONCE(*x, 1); mb(); | WRITE_ONCE(*y, 1); smp_mb(); | lkmm | Never",
                "wmb(); WRITE_ONCE(*x, 1); mb(); | WRITE_ONCE(*y, 1); smp_mb(); | armv8 | Never",
                "wmb(); WRITE_ONCE(*x, 1); mb(); | WRITE_ONCE(*y, 1); smp_mb(); | tso | Never",
                // VMBus: both sides of a ring tell and look.
                "WRITE_ONCE(*x, 1); virt_mb(); | WRITE_ONCE(*y, 1); virt_mb(); | lkmm | Never",
                "WRITE_ONCE(*x, 1); virt_mb(); | WRITE_ONCE(*y, 1); virt_mb(); | armv8 | Never",
                "WRITE_ONCE(*x, 1); virt_mb(); | WRITE_ONCE(*y, 1); virt_mb(); | tso | Never",
                "WRITE_ONCE(*x, 1); virt_wmb(); | WRITE_ONCE(*y, 1); virt_mb(); | lkmm | Sometimes",
                // The wakeup of io_uring: a seq_cst fence of C11 is enough, no weaker one is.
                "atomic_store_explicit(x, 1, memory_order_release); atomic_thread_fence(memory_order_seq_cst);"
                        + " | WRITE_ONCE(*y, 1); smp_mb(); | lkmm | Never",
                "atomic_store_explicit(x, 1, memory_order_release); atomic_thread_fence(memory_order_seq_cst);"
                        + " | WRITE_ONCE(*y, 1); smp_mb(); | armv8 | Never",
                "atomic_store_explicit(x, 1, memory_order_release); atomic_thread_fence(memory_order_acq_rel);"
                        + " | WRITE_ONCE(*y, 1); smp_mb(); | lkmm | Sometimes",
                // atomic_add_unless that does not add is a load, a successful one a full barrier.
                "WRITE_ONCE(*x, 1); r = atomic_add_unless(z, 1, 0); | WRITE_ONCE(*y, 1); smp_mb(); | tso | Sometimes",
                "WRITE_ONCE(*x, 1); r = atomic_add_unless(z, 1, 0); | WRITE_ONCE(*y, 1); smp_mb(); | armv8 | Sometimes",
                "WRITE_ONCE(*x, 1); r = atomic_add_unless(z, 1, 5); | WRITE_ONCE(*y, 1); smp_mb(); | armv8 | Never",
                "WRITE_ONCE(*x, 1); r = atomic_add_unless(z, 1, 5); | WRITE_ONCE(*y, 1); smp_mb(); | tso | Never",
            })
    void whoSpeaksAndThenLooks(String first, String second, String model, String verdict) throws LitmusException {
        String text = "C sb\n{}\nP0(int *x, int *y, atomic_t *z) { int r; " + first + " r = READ_ONCE(*y); }\n"
                + "P1(int *x, int *y) { " + second + " int r = READ_ONCE(*x); }\n" + TAIL;
        assertThat(verdict(text, model)).isEqualTo(verdict);
    }

    /** Release, then acquire of something else: in order where acquire is LDAR, not where it is LDAPR. */
    @ParameterizedTest
    @CsvSource({"armv8, Never", "armv8-rcpc, Sometimes", "lkmm, Sometimes", "tso, Sometimes", "sc, Never"})
    void releaseBeforeAcquire(String model, String verdict) throws LitmusException {
        String text = "C rel-acq\n{}\nP0(int *x, int *y) { smp_store_release(x, 1); int r = smp_load_acquire(y); }\n"
                + "P1(int *x, int *y) { WRITE_ONCE(*y, 1); smp_mb(); int r = READ_ONCE(*x); }\n" + TAIL;
        assertThat(verdict(text, model)).isEqualTo(verdict);
    }

    /** What stands behind an atomic operation that does not succeed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atomic_add_unless(x, 1, 1) | tso | Never",
                "atomic_add_unless(x, 1, 1) | armv8 | Sometimes",
                "atomic_cmpxchg(x, 5, 6) | armv8 | Sometimes",
                "atomic_cmpxchg(x, 5, 6) | lkmm | Sometimes",
                "atomic_cmpxchg_acquire(x, 5, 6) | armv8 | Never",
            })
    void aFailedAtomic(String operation, String model, String verdict) throws LitmusException {
        boolean old = operation.contains("cmpxchg");
        String text = "C failed\n{}\nP0(atomic_t *x, int *y) { int a = " + operation + "; int r = READ_ONCE(*y); }\n"
                + "P1(atomic_t *x, int *y) { WRITE_ONCE(*y, 1); smp_wmb(); atomic_set(x, 1); }\n"
                + "exists (0:a=" + (old ? 1 : 0) + " /\\ 0:r=0)";
        assertThat(verdict(text, model)).isEqualTo(verdict);
    }

    /** A completion whose tag a device writes by DMA, taken by an acquire of the SMP family. */
    @ParameterizedTest
    @CsvSource({
        "dma-coherent, smp_load_acquire(tag), Sometimes",
        "dma-coherent/x86, smp_load_acquire(tag), Never",
        "dma-coherent/arm64, smp_load_acquire(tag), Never",
        "dma-coherent, READ_ONCE(*tag); dma_rmb(), Never",
        "smp-lkmm, smp_load_acquire(tag), Never",
    })
    void aTagThatADeviceWrites(String platform, String take, String verdict) throws LitmusException {
        String text = "C tag\n{}\nP0(int *id, int *tag) { WRITE_ONCE(*id, 7); dma_wmb(); WRITE_ONCE(*tag, 1); }\n"
                + "P1(int *id, int *tag) { int t = " + take + "; int i = 7; if (t) i = READ_ONCE(*id); }\n"
                + "exists (1:t=1 /\\ 1:i=0)";
        Map<Integer, Side> sides = Map.of(0, Side.DEVICE, 1, Side.DRIVER);
        assertThat(verdict(text, platform, sides, Map.of())).isEqualTo(verdict);
    }

    /** Descriptors in write-combining memory of the device, then its doorbell: only a barrier that waits is enough. */
    @ParameterizedTest
    @CsvSource({
        "pci-device, dma_wmb, Sometimes",
        "pci-device, wmb, Never",
        "pci-device/arm64, wmb, Never",
        "pci-device/x86, wmb, Never",
    })
    void aDoorbellBehindWriteCombiningMemory(String platform, String barrier, String verdict) throws LitmusException {
        String text = "C wc\n{}\nP0(int *queue, int *bell) { WRITE_ONCE(*queue, 7); " + barrier
                + "(); writel(1, bell); }\n"
                + "P1(int *queue, int *bell) { int b = READ_ONCE(*bell); int q = READ_ONCE(*queue); }\n"
                + "exists (1:b=1 /\\ 1:q=0)";
        Map<String, LocationKind> kinds = Map.of("queue", LocationKind.WRITE_COMBINING);
        assertThat(verdict(text, platform, Map.of(), kinds)).isEqualTo(verdict);
    }

    /** Memory, then an interrupt to another processor (Linux 21ec30c0ef52). */
    @ParameterizedTest
    @CsvSource({
        "smp-lkmm, smp_wmb, Sometimes",
        "smp-lkmm, wmb, Never",
        "smp-arm64, smp_wmb, Sometimes",
        "smp-arm64, wmb, Never"
    })
    void anInterruptBehindMemory(String platform, String barrier, String verdict) throws LitmusException {
        String text = "C ipi\n{}\nP0(int *data) { WRITE_ONCE(*data, 7); " + barrier
                + "(); write_sysreg_s(1, SYS_ICC_SGI1R_EL1); }\nP1(int *data) { int d = READ_ONCE(*data); }\n"
                + "exists (1:d=0)";
        assertThat(verdict(text, platform, Map.of(), Map.of())).isEqualTo(verdict);
    }

    @Test
    void onAUpBuildTheSmpFamilyIsForTheCompiler() throws LitmusException {
        String text = "C up\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_mb(); int r = READ_ONCE(*y); }\n"
                + "P1(int *x, int *y) { WRITE_ONCE(*y, 1); smp_mb(); int r = READ_ONCE(*x); }\n" + TAIL;
        assertThat(verdict(text, "up-guest", Map.of(), Map.of())).isEqualTo("Sometimes");
        assertThat(verdict(text.replaceFirst("smp_mb", "virt_mb"), "up-guest", Map.of(), Map.of()))
                .isEqualTo("Never");
        assertThatThrownBy(
                        () -> verdict(text.replaceFirst("smp_mb\\(\\)", "xchg(x, 1)"), "up-guest", Map.of(), Map.of()))
                .hasMessageContaining("xchg of a UP build is not atomic for the other side");
    }

    private static String verdict(String text, String model) throws LitmusException {
        LitmusTest test = Litmus.read(text);
        MemoryModel axioms = switch (model) {
            case "lkmm" -> new Lkmm();
            case "armv8" -> new Armv8();
            case "armv8-rcpc" -> Armv8.rcpc();
            case "tso" -> new Tso();
            default -> new Sc();
        };
        return LitmusExplorer.explore(test, Lowering.forModel(model).lower(test.program()), axioms, null)
                .observation();
    }

    private static String verdict(String text, String id, Map<Integer, Side> sides, Map<String, LocationKind> kinds)
            throws LitmusException {
        Platform platform = Platforms.of(id).orElseThrow();
        Setting setting = new Setting(Optional.of(platform), sides, kinds);
        LitmusTest test = new LitmusReader(2, setting).read("sample.litmus", text);
        return LitmusExplorer.explore(
                        test,
                        platform.architecture().lowering().lower(test.program()),
                        setting.memoryModel(test.program()),
                        null)
                .observation();
    }
}
