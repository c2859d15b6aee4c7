package dev.fencepost.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

class BenchTableTest {
    private static final String TWO = "dev.fencepost.stress.ring.TwoThreadBenchmark.exchange";

    @Test
    void eachSizeHasItsOwnSplitRingToCompareWith() {
        String table = BenchTable.of(List.of(
                two("SPLIT", 16, 40), two("SPLIT", 4096, 50), two("JCTOOLS", 16, 10), two("JCTOOLS", 4096, 75)));
        assertThat(table.lines())
                .containsExactly(
                        "TwoThreadBenchmark.exchange",
                        "ring size  subject                        ns/exchange         +- x split ring",
                        "       16  SPLIT                                 40.0          -         1.00",
                        "           JCTOOLS                               10.0          -         0.25",
                        "     4096  SPLIT                                 50.0          -         1.00",
                        "           JCTOOLS                               75.0          -         1.50");
    }

    @Test
    void ringThatWasNotMeasuredIsNoYardstick() {
        List<BenchRow> rows = List.of(
                new BenchRow("A.a", "16", "SPLIT", 4, 1, "ns/op"),
                new BenchRow("B.b", "16", "AGRONA", 8, 1, "ns/op"),
                new BenchRow("A.a", "64", "AGRONA", 8, 1, "ns/op"));
        assertThat(BenchTable.ofRows(rows).lines().filter(line -> line.contains("AGRONA")))
                .hasSize(2)
                .allMatch(line -> line.endsWith(" -"));
    }

    @Test
    void sizesOfOneBenchmarkDoNotReorderThoseOfAnother() {
        List<BenchRow> rows = List.of(
                new BenchRow("A.a", "256", "SPLIT", 4, 1, "ns/op"),
                new BenchRow("B.b", "16", "SPLIT", 4, 1, "ns/op"),
                new BenchRow("B.b", "256", "SPLIT", 4, 1, "ns/op"));
        assertThat(BenchTable.ofRows(rows).lines().filter(line -> line.contains("SPLIT")))
                .extracting(line -> line.substring(0, 9).strip())
                .containsExactly("256", "16", "256");
    }

    @Test
    void benchmarksWithoutSizesKeepTheirUnits() {
        List<BenchRow> rows = List.of(
                new BenchRow("FenceCost.exchange", "", "NONE", 18.06, 0.24, "ns/op"),
                new BenchRow("FenceCost.exchange", "", "SMP", 36.12, 12.5, "ns/op"),
                new BenchRow("Search.buffers01", "", "smp-arm64", 0.34, Double.NaN, "ms/op"));
        assertThat(BenchTable.ofRows(rows).lines())
                .containsExactly(
                        "FenceCost.exchange",
                        "ring size  subject                        ns/exchange         +- x split ring",
                        "           NONE                                  18.1        0.2         0.50",
                        "           SMP                                   36.1       12.5         1.00",
                        "",
                        "Search.buffers01",
                        "ring size  subject                              ms/op         +- x split ring",
                        "           smp-arm64                              0.3          -            -");
    }

    /** Benchmarks of something else than rings. */
    @BenchLabels(size = "grants", per = "lookup", against = "TREE", yardstick = "tree")
    private static final class Lookups {}

    @Test
    void aBenchmarkOfSomethingElseNamesItsOwnColumns() {
        List<BenchRow> rows = List.of(
                new BenchRow("BenchTableTest$Lookups.find", "32", "TREE", 10, 1, "ns/op"),
                new BenchRow("BenchTableTest$Lookups.find", "32", "TABLE", 5, 1, "ns/op"));
        assertThat(BenchTable.ofRows(rows).lines())
                .containsExactly(
                        "BenchTableTest$Lookups.find",
                        "   grants  subject                          ns/lookup         +-       x tree",
                        "       32  TREE                                  10.0        1.0         1.00",
                        "           TABLE                                  5.0        1.0         0.50");
    }

    /** One that asks for a chart. */
    @BenchLabels(size = "grants", per = "lookup", against = "TREE", yardstick = "tree", chart = true)
    private static final class Growing {}

    /** Points of 10, 100 and 1000 grants at 10, 100 and 1000 ns are a straight line from corner to corner. */
    @Test
    void aChartShowsHowEachSubjectGrows() {
        List<BenchRow> rows = new ArrayList<>();
        for (String size : List.of("10", "100", "1000")) {
            rows.add(new BenchRow("BenchTableTest$Growing.find", size, "TREE", Double.parseDouble(size), 1, "ns/op"));
            rows.add(new BenchRow("BenchTableTest$Growing.find", size, "TABLE", 10, 1, "ns/op"));
        }
        List<String> lines = BenchTable.ofRows(rows).lines().toList();
        assertThat(lines.subList(8, lines.size()))
                .containsExactly(
                        "",
                        "ns/lookup (logarithmic)",
                        "    1000 |" + " ".repeat(61) + "..a",
                        "         |" + " ".repeat(57) + "....",
                        "         |" + " ".repeat(53) + "....",
                        "     398 |" + " ".repeat(49) + "....",
                        "         |" + " ".repeat(45) + "....",
                        "         |" + " ".repeat(41) + "....",
                        "     158 |" + " ".repeat(37) + "....",
                        "         |" + " ".repeat(32) + "a....",
                        "         |" + " ".repeat(28) + "....",
                        "      63 |" + " ".repeat(24) + "....",
                        "         |" + " ".repeat(20) + "....",
                        "         |" + " ".repeat(15) + ".....",
                        "      25 |" + " ".repeat(11) + "....",
                        "         |" + " ".repeat(7) + "....",
                        "         |" + " ".repeat(3) + "....",
                        "      10 |b.." + ".".repeat(29) + "b" + ".".repeat(30) + "b",
                        "         +" + "-".repeat(64),
                        "          10                    grants (logarithmic)                  1000",
                        "  a  TREE",
                        "  b  TABLE",
                        "  Where points meet, the later of these letters is drawn.");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void oneSizeIsNoGrowth() {
        List<BenchRow> rows = List.of(new BenchRow("BenchTableTest$Growing.find", "32", "TREE", 10, 1, "ns/op"));
        assertThat(BenchTable.ofRows(rows).lines()).hasSize(3);
    }

    @Test
    void noLineIsWiderThanATerminal() {
        BenchRow wide = new BenchRow("A.a", "32768", "MANDATORY_INDIRECT", 1e9, 1e7, "ns/op");
        assertThat(BenchTable.ofRows(List.of(wide)).lines()).allMatch(line -> line.length() <= 80);
    }

    /** A group as JMH reports it: its own score says little, that of the first side is the time of an exchange. */
    private static RunResult two(String subject, int size, double nanoseconds) {
        WorkloadParams workload = new WorkloadParams();
        workload.put("subject", subject, 0);
        workload.put("size", Integer.toString(size), size);
        IterationParams iteration = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.seconds(1), 1);
        BenchmarkParams params = new BenchmarkParams(
                TWO,
                TWO,
                true,
                2,
                new int[] {1, 1},
                List.of("first", "second"),
                1,
                0,
                iteration,
                iteration,
                Mode.AverageTime,
                workload,
                TimeUnit.NANOSECONDS,
                1,
                "java",
                List.of(),
                "17",
                "VM",
                "17",
                "1.37",
                TimeValue.seconds(1));
        IterationResult measured = new IterationResult(params, iteration, null);
        measured.addResult(score(ResultRole.PRIMARY, "exchange", 999));
        measured.addResult(score(ResultRole.SECONDARY, "first", nanoseconds));
        measured.addResult(score(ResultRole.SECONDARY, "second", 7));
        return new RunResult(params, List.of(new BenchmarkResult(params, List.of(measured))));
    }

    private static AverageTimeResult score(ResultRole role, String label, double nanoseconds) {
        return new AverageTimeResult(role, label, 1, (long) nanoseconds, TimeUnit.NANOSECONDS);
    }
}
