package dev.fencepost.properties.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.impl.memory.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A QEMU starts, says why where it does not, and never outlives who started it. */
class QemuTest {
    private static final int MEMORY = 4 << 20;

    /** Started in a JVM of its own, which then waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws InterruptedException {
            Qemu qemu = Qemu.start(Path.of(arguments[0]), QemuMachine.microvm(MEMORY));
            System.out.println(qemu.folder());
            TimeUnit.HOURS.sleep(1);
        }
    }

    @Test
    void memoryIsOneForBoth() {
        QemuProgram.find().ifPresent(program -> {
            try (Qemu qemu = Qemu.start(program, QemuMachine.microvm(MEMORY))) {
                int offset = qemu.memory().allocate(8, 8);
                long address = qemu.memory().address(offset);
                qemu.memory().shared().store64(Mode.RELEASE, offset, 0x1122_3344_5566_7788L);
                assertThat(qemu.qtest().read(8, address)).isEqualTo(0x1122_3344_5566_7788L);
                qemu.qtest().write(2, address + 2, -1);
                assertThat(qemu.memory().shared().load32(Mode.ACQUIRE, offset)).isEqualTo(0xffff_7788);
            }
        });
    }

    @Test
    void endsAndLeavesNothing() {
        QemuProgram.find().ifPresent(program -> {
            Qemu qemu = Qemu.start(program, QemuMachine.microvm(MEMORY));
            assertThat(qemu.folder()).isDirectory();
            qemu.close();
            assertThat(qemu.isAlive()).isFalse();
            assertThat(qemu.folder()).doesNotExist();
            qemu.close();
        });
    }

    @Test
    void endsWithAJvmThatIsKilled() {
        QemuProgram.find().ifPresent(program -> {
            try {
                Process victim = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                program.toString())
                        .redirectErrorStream(true)
                        .start();
                Path folder = Path.of(victim.inputReader().readLine());
                assertThat(folder).isDirectory();
                victim.destroyForcibly().waitFor();
                // The guard removes the folder after QEMU has ended.
                for (int i = 0; i < 1000 && Files.exists(folder); i++) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                assertThat(folder).doesNotExist();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void saysWhyItDoesNotStart() {
        QemuProgram.find()
                .ifPresent(program -> assertThatThrownBy(() ->
                                Qemu.start(program, QemuMachine.microvm(MEMORY).with("-device", "flux-capacitor")))
                        .isInstanceOf(QemuException.class)
                        .hasMessageContaining("; it has ended with status 1, and said: ")
                        .hasMessageContaining("'flux-capacitor' is not a valid device model name")
                        .hasMessageContaining("Started as: " + program));
    }

    @Test
    void saysWhatItWasAskedWhenItEnds() {
        QemuProgram.find().ifPresent(program -> {
            Qemu qemu = Qemu.start(program, QemuMachine.microvm(MEMORY));
            qemu.close();
            assertThatThrownBy(() -> qemu.qtest().read(4, 0))
                    .isInstanceOf(QemuException.class)
                    .hasMessageContaining("QEMU closed its socket at 'readl 0x0'");
        });
    }

    @Test
    void programIsFoundOrNot(@TempDir Path folder) throws IOException {
        assertThat(QemuProgram.find("", folder.toString())).isEmpty();
        Path program = Files.createFile(folder.resolve("qemu-system-x86_64"));
        assertThat(QemuProgram.find("", folder.toString())).isEmpty();
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(QemuProgram.find("", folder.toString())).contains(program);
        assertThat(QemuProgram.find(program.toString(), "")).contains(program);
        assertThatThrownBy(() -> QemuProgram.find(folder.toString(), folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dqemu=" + folder + ": no program, expected the path of qemu-system-x86_64");
    }
}
