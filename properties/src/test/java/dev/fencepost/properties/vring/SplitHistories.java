package dev.fencepost.properties.vring;

import dev.fencepost.properties.vring.SplitOperation.Kind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random rings and histories. */
final class SplitHistories {
    private SplitHistories() {}

    /** All feature mixes, indices near their wrap. */
    static Arbitrary<SplitSetup> setups() {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        Arbitrary<Integer> first = Arbitraries.of(0, 0x7fff, 0x8000, 0xffff, 65500, 65450);
        return Combinators.combine(Arbitraries.integers().between(0, 4), flag, flag, flag, flag, first)
                .as(SplitSetup::new);
    }

    /** Resets are rare, or nothing would ever come far. */
    static Arbitrary<List<SplitOperation>> histories(int longest) {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of(Kind.ADD, Kind.TAKE, Kind.USE, Kind.GET)),
                Tuple.of(39, Arbitraries.of(Kind.values()).filter(kind -> kind != Kind.RESET)),
                Tuple.of(1, Arbitraries.just(Kind.RESET)));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 100);
        return Combinators.combine(kinds, number, number)
                .as(SplitOperation::new)
                .list()
                .ofMaxSize(longest)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
