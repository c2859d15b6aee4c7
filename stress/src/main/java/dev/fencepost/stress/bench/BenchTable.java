package dev.fencepost.stress.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of one run, at most 80 columns wide: a block for each benchmark, a line for each size and subject, and a
 * chart where the benchmark asks for one.
 */
final class BenchTable {
    /** A benchmark that says nothing about its columns. */
    @BenchLabels
    private static final class Rings {}

    private BenchTable() {}

    static String of(Collection<RunResult> results) {
        return ofRows(results.stream().map(BenchRow::of).toList());
    }

    static String ofRows(List<BenchRow> rows) {
        StringBuilder text = new StringBuilder();
        String benchmark = null;
        String size = null;
        for (BenchRow row : grouped(rows)) {
            if (!row.benchmark().equals(benchmark)) {
                text.append(benchmark == null ? "" : chart(benchmark, rows) + "\n")
                        .append(heading(row));
                size = null;
            }
            text.append(line(row, !row.size().equals(size), ratio(row, rows)));
            benchmark = row.benchmark();
            size = row.size();
        }
        text.append(benchmark == null ? "" : chart(benchmark, rows));
        rows.stream()
                .map(row -> type(row.benchmark()))
                .distinct()
                .forEach(type -> text.append(BenchScaling.of(type, labels(type + "."), rows)));
        return text.toString();
    }

    /** With the axes of all benchmarks of its class, so that they can be held beside each other. */
    private static String chart(String benchmark, List<BenchRow> rows) {
        BenchLabels labels = labels(benchmark);
        String type = type(benchmark) + ".";
        return labels.chart()
                ? BenchChart.of(
                        benchmark,
                        labels,
                        rows.stream()
                                .filter(row -> row.benchmark().startsWith(type))
                                .toList())
                : "";
    }

    private static String type(String benchmark) {
        return benchmark.substring(0, benchmark.indexOf('.'));
    }

    /** Benchmarks, and sizes within each, in the order in which they are first met: each has sizes of its own. */
    private static List<BenchRow> grouped(List<BenchRow> rows) {
        Map<String, Map<String, List<BenchRow>>> groups = new LinkedHashMap<>();
        for (BenchRow row : rows) {
            groups.computeIfAbsent(row.benchmark(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(row.size(), any -> new ArrayList<>())
                    .add(row);
        }
        return groups.values().stream()
                .flatMap(sizes -> sizes.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    private static String heading(BenchRow row) {
        BenchLabels labels = labels(row.benchmark());
        String unit = unit(row, labels);
        return row.benchmark() + "\n"
                + String.format(
                        "%9s  %-28s %13s %10s %12s\n", labels.size(), "subject", unit, "+-", "x " + labels.yardstick());
    }

    /** What a score is in. */
    static String unit(BenchRow row, BenchLabels labels) {
        return row.unit().equals("ns/op") ? "ns/" + labels.per() : row.unit();
    }

    /** Those of the benchmark's class, which a row names without its package; else those of a ring. */
    private static BenchLabels labels(String benchmark) {
        BenchLabels own = null;
        try {
            String name = BenchTable.class.getPackageName() + "." + type(benchmark);
            own = Class.forName(name, false, BenchTable.class.getClassLoader()).getAnnotation(BenchLabels.class);
        } catch (ClassNotFoundException another) {
            // A row that JMH did not make.
        }
        return own == null ? Rings.class.getAnnotation(BenchLabels.class) : own;
    }

    private static String line(BenchRow row, boolean first, String ratio) {
        return String.format(
                "%9s  %-28s %13s %10s %12s\n",
                first ? row.size() : "", row.subject(), number(row.score()), number(row.error()), ratio);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    /** To the yardstick of the same benchmark and size; "-" where this run did not measure it. */
    private static String ratio(BenchRow row, List<BenchRow> rows) {
        List<String> against = List.of(labels(row.benchmark()).against());
        return rows.stream()
                .filter(other -> against.contains(other.subject())
                        && other.benchmark().equals(row.benchmark())
                        && other.size().equals(row.size()))
                .findFirst()
                .map(one -> String.format(Locale.ROOT, "%.2f", row.score() / one.score()))
                .orElse("-");
    }
}
