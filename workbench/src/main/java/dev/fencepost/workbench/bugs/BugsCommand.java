package dev.fencepost.workbench.bugs;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.KnownBug;
import dev.fencepost.model.spec.KnownBugs;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.ExitStatus;
import dev.fencepost.workbench.console.FormatOption;
import dev.fencepost.workbench.console.Json;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.console.Paragraph;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fencepost bugs}: defects that shipped, and which check catches each when it is brought back. */
@Command(
        name = "bugs",
        description = "List bugs that shipped, and which check of the project catches each when it is brought back.")
public final class BugsCommand implements Callable<Integer> {
    private static final String ROW = "%3s  %-6s  %-17s  %6s  ";
    private static final int LABEL = 13;

    private final Output output;

    @Parameters(arity = "0..*", paramLabel = "NUMBER", description = "Show these in full; without any, a table of all.")
    private List<Integer> numbers = List.of();

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "What the tests found; by default what 'mvn test' last wrote to properties/target/bugs.tsv.")
    private Path results;

    @Option(names = "--subject", paramLabel = "SUBJECT", description = "Those of one subject only, such as split-ring.")
    private String subject;

    @Mixin
    private FormatOption format = new FormatOption();

    public BugsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        List<KnownBug> all = KnownBugs.all();
        if (subject != null && !numbers.isEmpty()) {
            throw new BadInput("either --subject or numbers of bugs, not both");
        }
        List<KnownBug> bugs = subject != null
                ? KnownBugs.of(subject())
                : numbers.isEmpty()
                        ? all
                        : numbers.stream().map(number -> bug(all, number)).toList();
        BugFates fates = results == null ? BugFates.written() : BugFates.in(results);
        if (format.json()) {
            bugs.forEach(bug -> output.out().println(Json.of(object(bug, fates.of(bug.number())))));
        } else if (numbers.isEmpty()) {
            printTable(bugs, fates);
        } else {
            bugs.forEach(bug -> printWhole(bug, fates.of(bug.number())));
        }
        return ExitStatus.EXPECTED;
    }

    private String subject() {
        if (!KnownBugs.subjects().contains(subject)) {
            throw new BadInput("unknown subject '" + subject + "'"
                    + Nearest.to(subject, KnownBugs.subjects())
                            .map(nearest -> "; did you mean '" + nearest + "'?")
                            .orElse(" (expected one of " + String.join(", ", KnownBugs.subjects()) + ")"));
        }
        return subject;
    }

    private static KnownBug bug(List<KnownBug> all, int number) {
        return all.stream()
                .filter(bug -> bug.number() == number)
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "there is no bug " + number + "; 'fencepost bugs' lists them (numbers have gaps)"));
    }

    private void printTable(List<KnownBug> bugs, BugFates fates) {
        output.out().println(String.format(ROW, "no", "clause", "caught by", "length") + "what went wrong, and where");
        for (KnownBug bug : bugs) {
            Optional<BugFates.Fate> fate = fates.of(bug.number());
            String head = String.format(ROW, bug.number(), bug.clauseNames(), caughtBy(fate), length(fate));
            output.out().print(Paragraph.of(head, head.length(), bug.source() + ": " + bug.summary(), output.width()));
        }
        if (bugs.isEmpty()) {
            output.out().println("none known yet");
        }
        output.out().println();
        paragraph(summary(bugs, fates));
        paragraph(lengths(bugs, fates));
    }

    private static String summary(List<KnownBug> bugs, BugFates fates) {
        if (fates.isEmpty()) {
            return "Which check catches each is not known here: 'mvn test' tries them all and writes "
                    + BugFates.WRITTEN + ".";
        }
        long tried =
                bugs.stream().filter(bug -> fates.of(bug.number()).isPresent()).count();
        List<String> escaped = bugs.stream()
                .filter(bug ->
                        fates.of(bug.number()).map(BugFates.Fate::escaped).orElse(false))
                .map(bug -> String.valueOf(bug.number()))
                .toList();
        return tried + " of " + bugs.size() + " tried, " + (tried - escaped.size()) + " caught"
                + (escaped.isEmpty() ? "." : ", nothing catches " + String.join(", ", escaped) + ".");
    }

    /** What the column counts, for the checks that stand in the table. */
    private static String lengths(List<KnownBug> bugs, BugFates fates) {
        Set<String> used = bugs.stream()
                .flatMap(bug -> fates.of(bug.number()).stream())
                .map(BugFates.Fate::caughtBy)
                .collect(Collectors.toSet());
        String counted = Arrays.stream(BugCheck.values())
                .filter(check -> used.contains(check.label()))
                .map(check -> "for " + check.label() + " " + check.counts())
                .collect(Collectors.joining(", "));
        return (counted.isEmpty() ? "" : "length counts, of the shortest counterexample: " + counted + ". ")
                + "'fencepost bugs NUMBER' shows a bug in full.";
    }

    private static String caughtBy(Optional<BugFates.Fate> fate) {
        return fate.map(BugFates.Fate::caughtBy).orElse("?");
    }

    private static String length(Optional<BugFates.Fate> fate) {
        return fate.flatMap(BugFates.Fate::length).map(String::valueOf).orElse("-");
    }

    private void printWhole(KnownBug bug, Optional<BugFates.Fate> fate) {
        output.out().println(output.paint(Output.Style.STRONG, bug.number() + ", " + bug.source()));
        line("what", bug.summary());
        line("mutation", bug.mutation());
        line("tried on", room(bug.room()));
        if (bug.clauses().isEmpty()) {
            line("breaks", "none of the clauses that Fencepost has a name for");
        }
        for (Clause clause : bug.clauses()) {
            line("breaks", clause + ": " + clause.sentence());
            line("", "(" + clause.citation() + ")");
        }
        line(
                "caught by",
                fate.map(known -> known.caughtBy()
                                + known.length()
                                        .map(length -> ", length " + length)
                                        .orElse(""))
                        .orElse("not known here: 'mvn test' writes " + BugFates.WRITTEN));
        output.out().println();
    }

    private static String room(String room) {
        return switch (room) {
            case "model" -> "model: a program or the state machine, changed";
            case "impl" -> "impl: the implementation, with something between it and its memory";
            case "stress" -> "stress: a harness, changed";
            default -> room + ": a small variant of its own";
        };
    }

    private void line(String label, String text) {
        String head = String.format("  %-" + (LABEL - 2) + "s", label);
        output.out().print(Paragraph.of(head, LABEL, text, output.width()));
    }

    private void paragraph(String text) {
        output.out().print(Paragraph.of("", 0, text, output.width()));
    }

    private static Map<String, Object> object(KnownBug bug, Optional<BugFates.Fate> fate) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("number", bug.number());
        object.put("source", bug.source());
        object.put("subject", bug.subject());
        object.put("clauses", bug.clauses().stream().map(Clause::name).toList());
        object.put("summary", bug.summary());
        object.put("mutation", bug.mutation());
        object.put("room", bug.room());
        object.put("caught_by", fate.map(BugFates.Fate::caughtBy).orElse(null));
        object.put("length", fate.flatMap(BugFates.Fate::length).orElse(null));
        return object;
    }
}
