package dev.fencepost.properties.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.dispatch.DispatchMutants;
import dev.fencepost.properties.grant.table.GrantMutants;
import dev.fencepost.properties.msix.MsixCapabilityMutants;
import dev.fencepost.properties.msix.MsixMutants;
import dev.fencepost.properties.ring.RingMutants;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mutant is rejected by its check, with its own clause; and no check rejects what is right. */
class MutantsTest {
    /** Checks that other tests run on what is right. */
    private static final Set<String> TESTED =
            Set.of("GrantPlaysCheck", "GrantNumbersCheck", "DispatchRules", "RingContextCheck");

    static Stream<Mutant> mutants() {
        return Stream.of(
                        GrantMutants.all(),
                        MsixMutants.all(),
                        MsixCapabilityMutants.all(),
                        DispatchMutants.all(),
                        RingMutants.all())
                .flatMap(List::stream);
    }

    static Stream<Class<? extends Runnable>> checks() {
        return mutants()
                .<Class<? extends Runnable>>map(Mutant::check)
                .filter(check -> !TESTED.contains(check.getSimpleName()))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMutantIsRejectedWithItsClause(Mutant mutant) throws Exception {
        Runnable check = MutantLoader.of(mutant).check(mutant.check());
        assertThatThrownBy(check::run).hasMessageContaining("(" + mutant.clause() + ")");
    }

    @ParameterizedTest
    @MethodSource("checks")
    void whatIsRightPasses(Class<? extends Runnable> check) throws Exception {
        MutantLoader.unchanged().check(check).run();
    }

    /** Does nothing, and so rejects nothing. */
    public static final class Blind implements Runnable {
        /** For the loader. */
        public Blind() {}

        @Override
        public void run() {}
    }

    /** A check that lets a mutant through, a change of what is not there, and one that is no Java are noticed. */
    @Test
    void aMistakeIsNoticed() throws Exception {
        String ever = "return memory.size() != 0;";
        Mutant blind = new Mutant("none", "msix.MsixState", "MASKED = 1;", "MASKED = 4;", Clause.M1, Blind.class);
        assertThat(MutantLoader.of(blind).check(Blind.class)).isNotInstanceOf(Blind.class);
        assertThatThrownBy(() -> assertThatThrownBy(MutantLoader.of(blind).check(Blind.class)::run))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(
                        () -> MutantLoader.of(new Mutant("none", "msix.MsixState", ever, "", Clause.M1, Blind.class)))
                .hasMessageContaining("does not stand in it once");
        assertThatThrownBy(() -> MutantLoader.of(
                        new Mutant("none", "msix.MsixState", "MASKED = 1;", "MASKED = ;", Clause.M1, Blind.class)))
                .hasMessageContaining("cannot be compiled");
    }
}
