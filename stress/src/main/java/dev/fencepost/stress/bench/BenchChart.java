package dev.fencepost.stress.bench;

import dev.fencepost.model.cost.Chart;
import dev.fencepost.model.cost.Chart.Axis;
import dev.fencepost.model.cost.Curve;
import dev.fencepost.model.cost.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the time of each subject grows with {@code size}: a curve for each, on logarithmic axes. */
final class BenchChart {
    private static final int COLUMNS = 80;

    private BenchChart() {}

    /**
     * The chart of one benchmark, or nothing if there are not two sizes to go from one to the other.
     *
     * @param rows of its class: the axes have room for all of them
     */
    static String of(String benchmark, BenchLabels labels, List<BenchRow> rows) {
        List<BenchRow> drawn = rows.stream()
                .filter(row -> !row.size().isEmpty() && row.score() > 0)
                .toList();
        List<Curve> curves = curves(drawn, benchmark);
        if (drawn.stream().map(BenchRow::size).distinct().count() < 2 || curves.isEmpty()) {
            return "";
        }
        Axis x = axis(labels.size() + " (logarithmic)", drawn, BenchChart::size);
        Axis y = axis(BenchTable.unit(drawn.get(0), labels) + " (logarithmic)", drawn, BenchRow::score);
        StringBuilder text = new StringBuilder("\n").append(new Chart(x, y, curves, true).text(COLUMNS));
        for (Curve curve : curves) {
            text.append("  ")
                    .append(curve.mark())
                    .append("  ")
                    .append(curve.name())
                    .append('\n');
        }
        return text.append("  Where points meet, the later of these letters is drawn.\n")
                .toString();
    }

    /** In the order of the table, which is that of the parameters. */
    private static List<Curve> curves(List<BenchRow> rows, String benchmark) {
        Map<String, List<Curve.Point>> points = new LinkedHashMap<>();
        for (BenchRow row : rows) {
            if (row.benchmark().equals(benchmark)) {
                points.computeIfAbsent(row.subject(), any -> new ArrayList<>())
                        .add(new Curve.Point(size(row), row.score()));
            }
        }
        List<Curve> curves = new ArrayList<>();
        points.forEach((subject, all) -> {
            all.sort(Comparator.comparingDouble(Curve.Point::x));
            curves.add(new Curve(subject, (char) ('a' + curves.size()), Origin.MEASURED, all));
        });
        return curves;
    }

    private static double size(BenchRow row) {
        return Double.parseDouble(row.size());
    }

    private static Axis axis(String name, List<BenchRow> rows, ToDoubleFunction<BenchRow> value) {
        double from = rows.stream().mapToDouble(value).min().orElseThrow();
        double to = rows.stream().mapToDouble(value).max().orElseThrow();
        return Axis.logarithmic(name, from, to);
    }
}
