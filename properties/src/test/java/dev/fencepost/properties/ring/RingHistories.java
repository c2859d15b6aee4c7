package dev.fencepost.properties.ring;

import dev.fencepost.properties.ring.RingOperation.Kind;
import dev.fencepost.properties.ring.packed.PackedSetup;
import dev.fencepost.properties.ring.split.SplitSetup;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random rings and histories. */
public final class RingHistories {
    private RingHistories() {}

    /** Packed rings with all feature mixes and of sizes that are no powers of two, too: they wrap every few buffers. */
    public static Arbitrary<PackedSetup> packed() {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        return Combinators.combine(Arbitraries.of(1, 2, 3, 4, 5, 7, 11, 16), flag, flag, flag, flag)
                .as(PackedSetup::new);
    }

    /** Split rings with all feature mixes, indices near their wrap. */
    public static Arbitrary<SplitSetup> split() {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        Arbitrary<Integer> first = Arbitraries.of(0, 0x7fff, 0x8000, 0xffff, 65500, 65450);
        return Combinators.combine(Arbitraries.integers().between(0, 4), flag, flag, flag, flag, first)
                .as(SplitSetup::new);
    }

    /** Resets are rare, or nothing would ever come far. */
    public static Arbitrary<List<RingOperation>> histories(int longest) {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of(Kind.ADD, Kind.TAKE, Kind.USE, Kind.GET)),
                Tuple.of(39, Arbitraries.of(Kind.values()).filter(kind -> kind != Kind.RESET)),
                Tuple.of(1, Arbitraries.just(Kind.RESET)));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 100);
        return Combinators.combine(kinds, number, number)
                .as(RingOperation::new)
                .list()
                .ofMaxSize(longest)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
