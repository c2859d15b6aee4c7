package dev.fencepost.properties.grant.persistent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.PersistentGrantModel;
import dev.fencepost.model.grant.persistent.PersistentOption;
import dev.fencepost.model.grant.persistent.Precaution;
import dev.fencepost.model.grant.persistent.Setup;
import dev.fencepost.model.machine.Exploration;
import dev.fencepost.model.machine.Explorer;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Persistent grants as a state machine: every state of small situations, and each precaution left out. */
@Claims({Clause.B1, Clause.B2, Clause.B3, Clause.B4, Clause.B5, Clause.B6, Clause.B7, Clause.B8})
class PersistentGrantModelTest {
    @ParameterizedTest
    @CsvSource({
        "TREE,  2, 1, 2, 1, '',            3576, 32",
        "TABLE, 2, 1, 2, 1, '',            10654, 34",
        "TREE,  3, 2, 2, 2, NO_PURGE,      5491, 34",
        "TABLE, 3, 2, 2, 2, NO_PURGE,      5995, 34",
        "TREE,  2, 1, 2, 1, HOSTILE_FRONT, 26390, 34",
        "TABLE, 2, 1, 2, 1, HOSTILE_FRONT, 128234, 38",
        "TREE,  2, 1, 2, 2, HOSTILE_BACK,  29660, 30",
        "TREE,  2, 1, 2, 1, TOGGLE,        7151, 33",
        "TABLE, 2, 1, 1, 1, RECONNECT,     561, 35",
    })
    void everyInvariantHolds(
            Design design, int pages, int segments, int requests, int limit, String option, long states, int depth) {
        Setup setup = Setup.of(pages, segments, requests, limit, design);
        Exploration<long[]> exploration =
                explore(option.isEmpty() ? setup : setup.with(PersistentOption.valueOf(option)));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.depth()).isEqualTo(depth);
    }

    /** Two devices of one guest that share pool and cache, with requests of their own. */
    @ParameterizedTest
    @CsvSource({"TREE, 2, 1, 36174, 34", "TABLE, 1, 1, 1595, 29"})
    void everyInvariantHoldsWhereDevicesShare(Design design, int pages, int limit, long states, int depth) {
        Exploration<long[]> exploration =
                explore(Setup.of(pages, 1, 2, limit, design).shared(2));
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(exploration.states()).isEqualTo(states);
        assertThat(exploration.depth()).isEqualTo(depth);
    }

    /** Where the two lack the feature, or may keep nothing, every mapping is for one request. */
    @ParameterizedTest
    @EnumSource
    void oneShotMappingsKeepTheInvariantsToo(Design design) {
        Setup setup = Setup.of(3, 2, 2, 2, design);
        assertThat(explore(setup.withoutFeature()).verdict()).isInstanceOf(Verdict.Holds.class);
        assertThat(explore(Setup.of(3, 2, 2, 0, design)).verdict()).isInstanceOf(Verdict.Holds.class);
    }

    static List<PersistentGrantMutant> mutants() {
        return PersistentGrantMutant.all();
    }

    /** Every precaution is needed: without it the explorer finds this, by a trace of that length. */
    @ParameterizedTest
    @MethodSource("mutants")
    void aPrecautionLeftOutIsNoticed(PersistentGrantMutant mutant) {
        Exploration<long[]> exploration = explore(mutant.setup());
        assertThat(exploration.verdict()).isInstanceOf(Verdict.Violated.class);
        Exploration.Failure<long[]> failure = exploration.failure().orElseThrow();
        assertThat(failure.broken().name()).startsWith(mutant.rule());
        assertThat(failure.broken().clause()).isEqualTo(mutant.clause());
        assertThat(failure.trace().length()).isEqualTo(mutant.length());
    }

    @Test
    void everyPrecautionHasAMutantAndEveryInvariantNoticesOne() {
        Set<Precaution> leftOut = EnumSet.noneOf(Precaution.class);
        mutants().forEach(mutant -> leftOut.add(mutant.precaution()));
        assertThat(leftOut).hasSameSizeAs(Precaution.values());
        PersistentGrantModel model = new PersistentGrantModel(mutants().get(0).setup());
        assertThat(Stream.concat(model.invariants().stream(), Stream.of(model.atRest())))
                .allSatisfy(invariant -> assertThat(mutants())
                        .anyMatch(mutant -> invariant.name().startsWith(mutant.rule())));
    }

    private static Exploration<long[]> explore(Setup setup) {
        return Explorer.explore(new PersistentGrantModel(setup));
    }
}
