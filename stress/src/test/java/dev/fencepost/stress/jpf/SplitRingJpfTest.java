package dev.fencepost.stress.jpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.vring.SplitSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java PathFinder and our explorer on one harness: same verdict, same number of states. On a machine without Java
 * PathFinder our explorer is alone, and a line says so.
 */
class SplitRingJpfTest {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final Optional<Jpf> JPF = Jpf.find();
    private static final String CLEAN = "SplitRing_tso.jpf";
    private static final String BROKEN = "SplitRing_pso_without_D1.jpf";

    static Stream<String> clean() {
        Stream<String> quick = Stream.of("tso,late,buffers-1");
        return DEEP ? Stream.concat(quick, deep()) : quick;
    }

    private static Stream<String> deep() {
        return Stream.of("sc", "tso", "pso")
                .flatMap(mode -> Stream.of(
                                "late", "late,event-idx", "delayed", "delayed,event-idx", "always-on,event-idx")
                        .map(callbacks -> mode + "," + callbacks + ",buffers-2"));
    }

    @ParameterizedTest
    @MethodSource("clean")
    void bothVisitTheSameStates(String words) {
        HarnessExplorer.Found ours = HarnessExplorer.explore(SplitRingSetup.of(words.split(",")));
        assertThat(ours.violation()).isNull();
        JPF.ifPresent(jpf -> {
            JpfReport theirs = jpf.run(CLEAN, List.of("+target.args=" + words));
            assertThat(theirs.fault()).as(theirs.text()).isNull();
            assertThat(theirs.violation()).isNull();
            assertThat(theirs.states()).isEqualTo(ours.states());
            System.out.println("Java PathFinder: " + words + ": " + theirs.states() + " states, as many as ours");
        });
    }

    static Stream<String> mutants() {
        List<String> mutants = new ArrayList<>(List.of("pso,late,buffers-1,drop-D1,journal"));
        if (DEEP) {
            for (Site site :
                    List.of(SplitSite.D1, SplitSite.D2, SplitSite.D5, SplitSite.V2, SplitSite.V3, SplitSite.V4)) {
                mutants.add("pso,late,buffers-2,drop-" + site);
            }
            mutants.add("pso,delayed,buffers-2,drop-D6");
            mutants.add("pso,always-on,event-idx,buffers-2,drop-D4");
        }
        return mutants.stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void bothFindWhatIsMissing(String words) {
        assertThat(HarnessExplorer.explore(SplitRingSetup.of(words.split(","))).violation())
                .isNotNull();
        JPF.ifPresent(jpf -> {
            JpfReport theirs = jpf.run(BROKEN, List.of("+target.args=" + words));
            assertThat(theirs.fault()).as(theirs.text()).isNull();
            assertThat(theirs.violation()).as(theirs.text()).isNotNull();
        });
    }

    /** Both say "no errors detected" and exit with 0. */
    @Test
    void aRunThatProvesNothingIsRefused() {
        JPF.ifPresent(jpf -> {
            assertThat(jpf.run(CLEAN, List.of("+search.depth_limit=5")).fault()).isNotNull();
            assertThat(jpf.run(CLEAN, List.of("+target=dev.fencepost.stress.jpf.Missing"))
                            .fault())
                    .isNotNull();
        });
    }
}
