package dev.fencepost.stress.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One line of the table.
 *
 * @param benchmark class and method
 * @param size ring size, or empty where the benchmark has none
 * @param subject what was measured, or empty
 * @param score time in {@code unit}
 * @param error half of the 99.9 % interval; NaN where the run was too short for one
 */
record BenchRow(String benchmark, String size, String subject, double score, double error, String unit) {
    /** The side of a two-thread benchmark whose score is the time of an exchange. */
    private static final String FIRST = "first";

    static BenchRow of(RunResult result) {
        BenchmarkParams params = result.getParams();
        // JMH's own score of a group is the mean of both sides, and the second counts polls that find nothing.
        Result<?> time = result.getSecondaryResults().getOrDefault(FIRST, result.getPrimaryResult());
        String size = "";
        List<String> subject = new ArrayList<>();
        for (String key : params.getParamsKeys()) {
            if (key.equals("size")) {
                size = params.getParam(key);
            } else {
                subject.add(params.getParam(key));
            }
        }
        return new BenchRow(
                simple(params.getBenchmark()),
                size,
                String.join(" ", subject),
                time.getScore(),
                time.getScoreError(),
                time.getScoreUnit());
    }

    private static String simple(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }
}
