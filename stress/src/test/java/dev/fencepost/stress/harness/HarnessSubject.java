package dev.fencepost.stress.harness;

import dev.fencepost.impl.memory.Site;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A harness and the runs of it that Java PathFinder is asked for too. A run is the words of its setup, separated by
 * commas; those of {@code deep} are for the night.
 *
 * @param name of the subject
 * @param makers from words to the harness
 * @param cleanFile in {@code src/main/jpf}, whose words are replaced by those of each clean run
 * @param clean runs without a violation
 * @param deepClean more of them
 * @param brokenFile the same for broken runs
 * @param broken runs with a violation
 * @param deepBroken more of them
 */
public record HarnessSubject(
        String name,
        Function<String[], Harness.Maker> makers,
        String cleanFile,
        List<String> clean,
        List<String> deepClean,
        String brokenFile,
        List<String> broken,
        List<String> deepBroken) {

    /** The harness for a run. */
    public Harness.Maker of(String words) {
        return makers.apply(words.isEmpty() ? new String[0] : words.split(","));
    }

    /** All states of a run whose words are separated by spaces. */
    public HarnessExplorer.Found explore(String scenario) {
        return HarnessExplorer.explore(of(scenario.trim().replaceAll(" +", ",")));
    }

    /** The sites without which a scenario fails, each dropped alone. */
    public <S extends Enum<S> & Site> Set<S> needed(Class<S> sites, String scenario) {
        Set<S> needed = EnumSet.noneOf(sites);
        for (S site : sites.getEnumConstants()) {
            if (explore(scenario + " drop-" + site).violation() != null) {
                needed.add(site);
            }
        }
        return needed;
    }

    @Override
    public String toString() {
        return name;
    }
}
