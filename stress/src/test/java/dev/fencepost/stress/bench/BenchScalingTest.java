package dev.fencepost.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchScalingTest {
    /** One that is run by one thread and by two. */
    @BenchLabels(
            size = "regions",
            per = "access",
            threads = {"one", "two"})
    private static final class Shared {}

    private static BenchRow row(String method, String size, String subject, double nanoseconds) {
        return new BenchRow("BenchScalingTest$Shared." + method, size, subject, nanoseconds, 1, "ns/op");
    }

    /** 10 ns an access are 100 million a second; two threads at 40 ns each are 50. */
    @Test
    void barsShowWhatStopsScaling() {
        List<BenchRow> rows = List.of(
                row("one", "10", "BIG_LOCK", 5),
                row("one", "1000", "BIG_LOCK", 10),
                row("one", "1000", "NO_LOCK", 10),
                row("two", "1000", "BIG_LOCK", 40),
                row("two", "1000", "NO_LOCK", 10));
        List<String> lines = BenchTable.ofRows(rows).lines().toList();
        assertThat(lines.subList(lines.size() - 7, lines.size()))
                .containsExactly(
                        "",
                        "BenchScalingTest$Shared: what all threads get done, regions: 1000",
                        "  subject                  threads  million/s  x one",
                        "  BIG_LOCK                       1     100.00        " + "#".repeat(13),
                        "                                 2      50.00   0.50 " + "#".repeat(7),
                        "  NO_LOCK                        1     100.00        " + "#".repeat(13),
                        "                                 2     200.00   2.00 " + "#".repeat(26));
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void othersHaveNoBars() {
        BenchRow other = new BenchRow("A.one", "8", "SMP", 1, 1, "ns/op");
        assertThat(BenchTable.ofRows(List.of(other)).lines()).hasSize(3);
    }
}
