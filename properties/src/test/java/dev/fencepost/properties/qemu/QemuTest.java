package dev.fencepost.properties.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.properties.waiting.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A QEMU starts, says why where it does not, and never outlives who started it. */
@WithQemu
class QemuTest {
    private static final int MEMORY = 4 << 20;
    private static final long RAM = 0x1000;
    private static final Patience LONG = Patience.seconds(60);

    /** Started in a JVM of its own, which then waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws InterruptedException {
            Qemu qemu = Qemu.start(Path.of(arguments[0]), QemuMachine.microvm(MEMORY));
            System.out.println(qemu.folder());
            new CountDownLatch(1).await(1, TimeUnit.HOURS);
        }
    }

    @Test
    void memoryIsOneForBoth() {
        try (Qemu qemu = start()) {
            int offset = qemu.memory().allocate(8, 8);
            long address = qemu.memory().address(offset);
            qemu.memory().shared().store64(Mode.RELEASE, offset, 0x1122_3344_5566_7788L);
            assertThat(qemu.qtest().read(8, address)).isEqualTo(0x1122_3344_5566_7788L);
            qemu.qtest().write(2, address + 2, -1);
            assertThat(qemu.memory().shared().load32(Mode.ACQUIRE, offset)).isEqualTo(0xffff_7788);
        }
    }

    @Test
    void endsAndLeavesNothing() {
        Qemu qemu = start();
        assertThat(qemu.folder()).isDirectory();
        qemu.close();
        assertThat(qemu.isAlive()).isFalse();
        assertThat(qemu.folder()).doesNotExist();
        qemu.close();
    }

    @Test
    void endsWithAJvmThatIsKilled(@TempDir Path own) throws IOException {
        Path said = own.resolve("said");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        QemuProgram.get().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            LONG.until(
                    "a JVM that starts QEMU",
                    () -> !victim.isAlive() || read(said).endsWith("\n"));
            Path folder = Path.of(read(said).strip());
            assertThat(folder).isDirectory();
            LONG.untilEnded("a JVM that is killed", victim.destroyForcibly());
            // The guard removes the folder after QEMU has ended.
            LONG.until("the end of QEMU's folder", () -> !Files.exists(folder));
        } finally {
            victim.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysWhyItDoesNotStart() {
        QemuMachine machine = QemuMachine.microvm(MEMORY).with("-device", "flux-capacitor");
        assertThatThrownBy(() -> Qemu.start(QemuProgram.get(), machine))
                .isInstanceOf(QemuException.class)
                .hasMessageContaining("; it has ended with status 1, and said: ")
                .hasMessageContaining("'flux-capacitor' is not a valid device model name")
                .hasMessageContaining("Started as: " + QemuProgram.get());
    }

    @Test
    void saysWhatItWasAskedWhenItEnds() {
        Qemu qemu = start();
        qemu.close();
        assertThatThrownBy(() -> qemu.qtest().read(4, 0))
                .isInstanceOf(QemuException.class)
                .hasMessageContaining("QEMU closed its socket at 'readl 0x0'");
    }

    /** What a test leaves behind is no matter of the next: each way to be out of step, on purpose. */
    @Test
    void brokenConnectionIsReplaced() {
        List<Consumer<Qemu>> breaks = List.of(
                // An answer that nobody reads.
                qemu -> ask(qemu, "readb 0x0"),
                // A question without an end.
                qemu -> ask(qemu, "readb"),
                // Its socket is closed, as after an answer that did not come.
                qemu -> qemu.qtest().close(),
                Qemu::close);
        try (Standby<Standing> standby = new Standby<>(Standing::new)) {
            for (Consumer<Qemu> broken : breaks) {
                Qemu before = standby.get().qemu;
                assertThat(standby.get().qemu).isSameAs(before);
                broken.accept(before);
                assertThat(before.isSound()).isFalse();
                Qemu after = standby.get().qemu;
                assertThat(after).isNotSameAs(before);
                after.qtest().write(4, RAM, 0x1234_5678);
                assertThat(after.qtest().read(4, RAM)).isEqualTo(0x1234_5678);
                assertThat(before.isAlive()).isFalse();
            }
        }
    }

    /** As the thread does in which jqwik shrinks: the test goes on, and it still asks. */
    @Test
    void aThreadThatIsLateHasItsOwn() {
        AtomicReference<Qemu> other = new AtomicReference<>();
        AtomicReference<Throwable> afterwards = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        Standby<Standing> standby = new Standby<>(Standing::new);
        Thread late = new Thread(() -> {
            other.set(standby.get().qemu);
            try {
                over.await(1, TimeUnit.HOURS);
                standby.get();
            } catch (InterruptedException | IllegalStateException e) {
                afterwards.set(e);
            }
        });
        Qemu own = standby.get().qemu;
        late.start();
        LONG.until("a QEMU for the other thread", () -> other.get() != null);
        assertThat(other.get()).isNotSameAs(own);
        standby.close();
        assertThat(own.isAlive()).isFalse();
        assertThat(other.get().isAlive()).isFalse();
        over.countDown();
        LONG.untilEnded(late);
        assertThat(afterwards.get()).hasMessage("the tests against this QEMU are over");
    }

    /**
     * The mutant: whoever goes on with a socket that owes an answer is told so, and reads no answer to another
     * question.
     */
    @Test
    void nothingIsAskedWhereAnAnswerIsMissing() {
        try (Qemu qemu = start()) {
            ask(qemu, "readb 0x0");
            assertThatThrownBy(() -> qemu.qtest().write(4, RAM, 1))
                    .isInstanceOf(QemuException.class)
                    .hasMessageContaining("to 'writel 0x1000 0x1', expected OK");
        }
    }

    private static void ask(Qemu qemu, String words) {
        try {
            qemu.qtest().ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A QEMU and nothing else. */
    private static final class Standing implements Standby.Peer {
        private final Qemu qemu = QemuTest.start();

        @Override
        public boolean isSound() {
            return qemu.isSound();
        }

        @Override
        public void close() {
            qemu.close();
        }
    }

    private static Qemu start() {
        return Qemu.start(QemuProgram.get(), QemuMachine.microvm(MEMORY));
    }
}
