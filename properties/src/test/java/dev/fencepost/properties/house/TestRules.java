package dev.fencepost.properties.house;

import java.util.List;
import java.util.regex.Pattern;

/** The rules for what a test may rest on, each with the sample that it must reject. */
final class TestRules {
    private static final String WAITING = "properties/src/test/java/dev/fencepost/properties/waiting/";

    /** Calls that come back when somebody else does something, and have no limit; and loops that wait for it. */
    private static final Pattern WAIT = Pattern.compile("\\.(join|waitFor|await|acquireUninterruptibly|readLine)\\(\\)"
            + "|LockSupport\\.park\\(|getInputStream\\(\\)\\.read|Thread\\.(yield|onSpinWait|sleep)\\("
            + "|TimeUnit\\.\\w+\\.sleep\\(");

    private static final Pattern DICE = Pattern.compile(
            "\\.sample(Stream)?\\(\\)|new (Splittable)?Random\\(\\)|ThreadLocal(?=R)Random|Math\\.random\\(");

    private static final Pattern LEFT_OUT = Pattern.compile("<(exists|missing)>");

    private TestRules() {}

    static List<TidyRule> all() {
        return List.of(waitsAreLimited(), samplesAreFixed(), nothingIsLeftOutInSilence());
    }

    private static TidyRule waitsAreLimited() {
        return new TidyRule(
                "a test waits for others by Patience alone, which has a limit and says what for",
                source -> source.isJava() && source.isTest() && !source.path().startsWith(WAITING),
                TidyRule.occurrences(WAIT),
                test("void m() throws InterruptedException {\n  thread.join" + "();\n}\n"));
    }

    /** A property draws by its seed, which a failure tells; what a test draws by itself nobody can draw again. */
    private static TidyRule samplesAreFixed() {
        return new TidyRule(
                "a test that draws samples by itself draws the same ones each time",
                source -> source.isJava() && source.isTest(),
                TidyRule.occurrences(DICE),
                test("List<Ring> rings = rings().list().ofSize(500).sample" + "();\n"));
    }

    /** What is asked for and not there is a failure: Surefire fails where the JVM that a profile names is none. */
    private static TidyRule nothingIsLeftOutInSilence() {
        return new TidyRule(
                "no profile of the build depends on whether a file is there",
                source -> source.path().endsWith("pom.xml"),
                TidyRule.occurrences(LEFT_OUT),
                new Source(
                        "pom.xml", "<activation><file><ex" + "ists>jdk/bin/java</ex" + "ists></file></activation>\n"));
    }

    private static Source test(String text) {
        return new Source("properties/src/test/java/dev/fencepost/properties/SampleTest.java", text);
    }
}
