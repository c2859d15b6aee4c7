package dev.fencepost.stress.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What threads get done together, a bar for each subject and number of threads: where something stops scaling. */
final class BenchScaling {
    private static final int BAR = 26;
    private static final double NANOSECONDS_OF_A_MILLIONTH = 1000;

    private BenchScaling() {}

    /**
     * The bars of one class, or nothing if it has no methods for several threads or no result in nanoseconds.
     *
     * @param type simple name of the class
     * @param rows of any class
     */
    static String of(String type, BenchLabels labels, List<BenchRow> rows) {
        List<String> methods = List.of(labels.threads());
        List<BenchRow> own = rows.stream()
                .filter(row -> row.unit().equals("ns/op") && threads(type, methods, row) > 0)
                .toList();
        Optional<String> size = own.stream().map(BenchRow::size).max(Comparator.comparingInt(BenchScaling::number));
        if (size.isEmpty()) {
            return "";
        }
        List<BenchRow> drawn =
                own.stream().filter(row -> row.size().equals(size.get())).toList();
        double most = drawn.stream()
                .mapToDouble(row -> million(row, threads(type, methods, row)))
                .max()
                .orElseThrow();
        StringBuilder text = new StringBuilder(
                String.format("\n%s: what all threads get done%s\n", type, at(size.get(), labels.size())));
        text.append(String.format("  %-24s %7s %10s %6s\n", "subject", "threads", "million/s", "x one"));
        for (String subject : drawn.stream().map(BenchRow::subject).distinct().toList()) {
            List<BenchRow> of = drawn.stream()
                    .filter(row -> row.subject().equals(subject))
                    .sorted(Comparator.comparingInt(row -> threads(type, methods, row)))
                    .toList();
            for (BenchRow row : of) {
                text.append(line(
                        row,
                        row == of.get(0),
                        million(of.get(0), threads(type, methods, of.get(0))),
                        threads(type, methods, row),
                        most));
            }
        }
        return text.toString();
    }

    private static String at(String size, String of) {
        return size.isEmpty() ? "" : ", " + of + ": " + size;
    }

    private static String line(BenchRow row, boolean first, double one, int threads, double most) {
        double million = million(row, threads);
        String ratio = first ? "" : String.format(Locale.ROOT, "%.2f", million / one);
        return String.format(
                        Locale.ROOT,
                        "  %-24s %7d %10.2f %6s %s",
                        first ? row.subject() : "",
                        threads,
                        million,
                        ratio,
                        "#".repeat((int) Math.max(1, Math.round(BAR * million / most))))
                + "\n";
    }

    /** By how many threads a row's method is run; 0 if it is of another class or not in the list. */
    private static int threads(String type, List<String> methods, BenchRow row) {
        String method = row.benchmark().substring(row.benchmark().indexOf('.') + 1);
        return row.benchmark().startsWith(type + ".") ? methods.indexOf(method) + 1 : 0;
    }

    private static int number(String size) {
        return size.isEmpty() ? 0 : Integer.parseInt(size);
    }

    private static double million(BenchRow row, int threads) {
        return threads * NANOSECONDS_OF_A_MILLIONTH / row.score();
    }
}
