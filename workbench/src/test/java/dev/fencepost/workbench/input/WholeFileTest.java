package dev.fencepost.workbench.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void writesReplacesAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("new/SB.litmus");
        WholeFile.write(file, "first");
        WholeFile.write(file, "second");
        assertThat(file).content().isEqualTo("second");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTheUsersBusiness() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> WholeFile.write(file.resolve("below"), "text"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cannot write");
    }
}
