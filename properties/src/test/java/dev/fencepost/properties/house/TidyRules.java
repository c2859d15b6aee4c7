package dev.fencepost.properties.house;

import dev.fencepost.properties.house.TidyRule.Finding;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for sources, each with the sample that it must reject. */
final class TidyRules {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;
    private static final int COLUMNS = 120;

    // Put together from halves, so that this file keeps its own rules.
    private static final String LATER = "TO" + "DO";
    private static final String SOMEBODYS_FOLDER = "/ho" + "me/somebody/fencepost";
    private static final String SOMEBODYS_HOST = "re" + "po.example.org";
    private static final String DISABLED = "@Dis" + "abled";

    private static final Pattern UNFINISHED = Pattern.compile("TO" + "DO|FIX" + "ME|printStack" + "Trace\\(\\)");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.*$}/-])/(tmp|work|home|root)/");
    private static final Pattern REGISTRY =
            Pattern.compile("\\b(repo\\d?|registry|deb|mirror|proxy|nexus)(\\.[a-z0-9-]+)+\\.(org|com|net|io|dev)\\b");
    private static final Pattern TEST =
            Pattern.compile("^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b");
    private static final Pattern SKIP = Pattern.compile("@Dis" + "abled\\b|jupiter\\.api\\.Assum" + "ptions");

    /** Rooms of which each may not be imported by a room: everything else is the build's business. */
    private static final Map<String, Pattern> FORBIDDEN_IMPORTS = Map.of(
            "model", imports("impl|properties|stress|workbench"),
            "impl", imports("model|properties|stress|workbench"),
            "properties", imports("stress|workbench"),
            "stress", imports("model|properties|workbench"),
            "workbench", imports("impl|properties|stress"));

    private static final Pattern BENCHMARKS =
            Pattern.compile("stress/src/main/java/.*(/bench/\\w+|Benchmark|Exchange)\\.java");

    private TidyRules() {}

    static List<TidyRule> all() {
        return List.of(
                fileLength(),
                methodLength(),
                lineLength(),
                finished(),
                noMachinePaths(),
                noRegistries(),
                documented(),
                testsAreFound(),
                testsAreRun(),
                rooms());
    }

    private static TidyRule fileLength() {
        return new TidyRule(
                "a Java file has at most " + FILE_LINES + " lines",
                Source::isJava,
                source -> Stream.of(new Finding(1, source.text().lines().count() + " lines"))
                        .filter(any -> source.text().lines().count() > FILE_LINES),
                java("// one idea\n".repeat(FILE_LINES + 1)));
    }

    private static TidyRule methodLength() {
        return new TidyRule(
                "a method has at most " + METHOD_LINES + " lines",
                Source::isJava,
                source -> Syntax.of(source).methods().stream()
                        .filter(method -> method.lines() > METHOD_LINES)
                        .map(method -> new Finding(method.line(), method.name() + " has " + method.lines() + " lines")),
                java("class Long {\n void run() {\n" + "  step();\n".repeat(METHOD_LINES) + " }\n}\n"));
    }

    /** A row of a Markdown table cannot be broken. */
    private static TidyRule lineLength() {
        return new TidyRule(
                "a line has at most " + COLUMNS + " columns",
                source -> source.isJava()
                        || source.isScript()
                        || List.of("md", "xml").contains(source.kind()),
                source -> TidyRule.lines(
                        source,
                        line -> line.length() > COLUMNS && !line.startsWith("| ") ? line.length() + " columns" : null),
                new Source("README.md", "x".repeat(COLUMNS + 1)));
    }

    private static TidyRule finished() {
        return new TidyRule(
                "nothing is left for later, nothing prints a stack trace by itself",
                source -> true,
                TidyRule.occurrences(UNFINISHED),
                java("// " + LATER + ": the second buffer\n"));
    }

    private static TidyRule noMachinePaths() {
        return new TidyRule(
                "no path of one person's machine",
                source -> true,
                TidyRule.occurrences(MACHINE_PATH),
                new Source("README.md", "Run `" + SOMEBODYS_FOLDER + "`.\n"));
    }

    private static TidyRule noRegistries() {
        return new TidyRule(
                "no host of a package registry",
                source -> true,
                TidyRule.occurrences(REGISTRY),
                new Source("pom.xml", "<url>https://" + SOMEBODYS_HOST + "/maven2</url>\n"));
    }

    private static TidyRule documented() {
        return new TidyRule(
                "a public type of model and impl has Javadoc",
                source -> source.isJava()
                        && !source.isTest()
                        && List.of("model", "impl").contains(source.room()),
                source -> Syntax.of(source).types().stream()
                        .filter(type -> type.isPublic() && !type.documented())
                        .map(type -> new Finding(type.line(), type.name() + " has no Javadoc")),
                new Source(
                        "model/src/main/java/Sample.java",
                        "/** Fine. */\npublic interface Sample {\n record R() {}\n}\n"));
    }

    private static TidyRule testsAreFound() {
        return new TidyRule(
                "a class with tests has a name that Surefire looks for",
                source -> source.isJava() && source.isTest() && !source.path().matches(".*(Test|Properties)\\.java"),
                TidyRule.occurrences(TEST),
                new Source(
                        "model/src/test/java/SampleTests.java", "class SampleTests {\n @Test\n void holds() {}\n}\n"));
    }

    private static TidyRule testsAreRun() {
        return new TidyRule(
                "no test is skipped",
                source -> source.isJava() && source.isTest(),
                TidyRule.occurrences(SKIP),
                new Source("model/src/test/java/SampleTest.java", "class SampleTest {\n " + DISABLED + "\n}\n"));
    }

    private static TidyRule rooms() {
        return new TidyRule(
                "a room imports only rooms that it may",
                source -> source.isJava() && FORBIDDEN_IMPORTS.containsKey(source.room()),
                source -> TidyRule.occurrences(forbiddenImports(source)).apply(source),
                new Source("impl/src/main/java/Sample.java", "import dev.fencepost.model.memory.program.Program;\n"));
    }

    /** Of the room {@code stress} the benchmarks, and no others, may also look at {@code model}. */
    private static Pattern forbiddenImports(Source source) {
        return BENCHMARKS.matcher(source.path()).matches()
                ? imports("properties|workbench")
                : FORBIDDEN_IMPORTS.get(source.room());
    }

    private static Pattern imports(String rooms) {
        return Pattern.compile("^import (static )?dev\\.fencepost\\.(" + rooms + ")\\b.*");
    }

    private static Source java(String text) {
        return new Source("model/src/main/java/Sample.java", text);
    }
}
