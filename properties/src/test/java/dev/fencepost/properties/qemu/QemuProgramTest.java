package dev.fencepost.properties.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to ask for QEMU, with what is asked for there, not there, and broken. */
class QemuProgramTest {
    private static final String NAME = "qemu-system-x86_64";

    @TempDir
    Path folder;

    private Path program(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    @Test
    void nobodyAsks() throws IOException {
        assertThat(QemuProgram.find(null, folder.toString(), folder)).isEmpty();
        assertThat(QemuProgram.find(null, "", folder)).isEmpty();
        Files.createFile(folder.resolve(NAME));
        assertThat(QemuProgram.find(null, folder.toString(), folder)).isEmpty();
    }

    @Test
    void thePath() throws IOException {
        Path program = program(NAME, "echo QEMU emulator version 8.2.1");
        assertThat(QemuProgram.find(null, "/nowhere::" + folder, folder)).contains(program);
    }

    @Test
    void theProperty() throws IOException {
        Path program = program("mine", "echo QEMU emulator version 8.2.1");
        assertThat(QemuProgram.find(program.toString(), "", folder)).contains(program);
        assertThat(QemuProgram.find("mine", "", folder)).contains(program);
        assertThat(QemuProgram.version(program)).isEqualTo("8.2");
    }

    /** What is on the path does not stand in for what was asked for. */
    @Test
    void aPropertyThatNamesNothing() throws IOException {
        program(NAME, "echo QEMU emulator version 8.2.1");
        Files.createFile(folder.resolve("file"));
        Files.createDirectory(folder.resolve("folder"));
        for (String wrong : new String[] {"nothing", "file", "folder", "/nowhere/" + NAME, ""}) {
            assertThatThrownBy(() -> QemuProgram.find(wrong, folder.toString(), folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("-Dqemu=" + wrong + ": no program, looked for " + folder.resolve(wrong)
                            + ", expected a " + NAME);
        }
    }

    @Test
    void aPropertyThatNamesSomethingElse() throws IOException {
        Path silent = program("silent", "exit 0");
        Path other = program("other", "echo emulator of something else version 1.0");
        Path text = program("text", "");
        Files.writeString(text, "\1\2\3");
        assertBroken(silent, "no version in ''");
        assertBroken(other, "no version in 'emulator of something else version 1.0'");
        assertBroken(text, text.toString());
    }

    private void assertBroken(Path program, String why) {
        assertThatThrownBy(() -> QemuProgram.find(program.toString(), "", folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("-Dqemu=" + program + ": no QEMU, " + program + " --version: ")
                .hasMessageContaining(why);
    }
}
