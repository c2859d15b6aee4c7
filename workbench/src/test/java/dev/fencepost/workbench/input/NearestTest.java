package dev.fencepost.workbench.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.c.Nearest;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> WORDS = List.of("smp_wmb", "smp_rmb", "dma_wmb", "wmb");

    @Test
    void fewestEditsWin() {
        assertThat(Nearest.to("smp_wbm", WORDS)).contains("smp_wmb");
        assertThat(Nearest.to("DMA_WMB", WORDS)).contains("dma_wmb");
    }

    @Test
    void nothingIsBetterThanAGuess() {
        assertThat(Nearest.to("virt_store_mb", WORDS)).isEmpty();
        assertThat(Nearest.to("x", WORDS)).isEmpty();
    }
}
