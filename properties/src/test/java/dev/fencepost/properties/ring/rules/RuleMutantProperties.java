package dev.fencepost.properties.ring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.properties.ring.HistoryCheck;
import dev.fencepost.properties.ring.HistoryCheck.Alteration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An end that breaks a rule is noticed by callers, who know nothing of what stands in shared memory, and is told by
 * that rule. S8, a second fetch, no history shows: it is noticed by {@code SplitHostileProperties}.
 */
class RuleMutantProperties {
    static List<RuleMutants.Mutant> mutants() {
        return RuleMutants.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantIsToldByTheRuleThatItBreaks(RuleMutants.Mutant mutant) {
        Map<String, Integer> broken = mutant.broken().get();
        assertThat(broken).containsKey(mutant.rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2t-32760", "2et-32760", "2ot-32760"})
    void soundSplitEndsBreakNoRule(String ring) {
        assertThat(HistoryCheck.split(ring).rulesBroken(Alteration.none(), Alteration.none()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed5t", "packed5et", "packed5ot"})
    void soundPackedEndsBreakNoRule(String ring) {
        assertThat(HistoryCheck.packed(ring).rulesBroken(Alteration.none(), Alteration.none()))
                .isEmpty();
    }
}
