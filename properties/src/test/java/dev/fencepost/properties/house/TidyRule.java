package dev.fencepost.properties.house;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rule that every source keeps.
 *
 * @param sentence what it demands
 * @param applies to which sources
 * @param violations what is wrong with a source, each with its line number, from 1
 * @param broken a source that the rule must reject: without it, a rule that rejects nothing would go unnoticed
 */
record TidyRule(
        String sentence, Predicate<Source> applies, Function<Source, Stream<Finding>> violations, Source broken) {
    /**
     * One violation.
     *
     * @param line from 1
     * @param what is wrong there
     */
    record Finding(long line, String what) {}

    /** What the rule finds, as {@code path:line: what}. */
    List<String> check(Source source) {
        if (!applies.test(source)) {
            return List.of();
        }
        return violations
                .apply(source)
                .map(finding -> source.path() + ":" + finding.line() + ": " + finding.what())
                .toList();
    }

    /** The lines in which a pattern occurs. */
    static Function<Source, Stream<Finding>> occurrences(Pattern pattern) {
        return source -> lines(source, line -> {
            Matcher matcher = pattern.matcher(line);
            return matcher.find() ? matcher.group() : null;
        });
    }

    /** The lines for which a complaint is not null. */
    static Stream<Finding> lines(Source source, Function<String, String> complaint) {
        List<String> lines = source.text().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> complaint.apply(lines.get(i)) != null)
                .mapToObj(i -> new Finding(i + 1L, complaint.apply(lines.get(i))));
    }

    @Override
    public String toString() {
        return sentence;
    }
}
