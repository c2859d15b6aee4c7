package dev.fencepost.properties.msix;

import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.msix.table.Setup;
import dev.fencepost.properties.msix.MsixOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random tables and histories. */
public final class MsixHistories {
    private MsixHistories() {}

    /** Tables of a few vectors, and some of more than a quad word of the PBA has bits. */
    public static Arbitrary<Setup> setups() {
        return Combinators.combine(Arbitraries.of(1, 2, 3, 5, 33, 65, 130), Arbitraries.of(BadRead.class))
                .as(Setup::new);
    }

    /** A history of every kind of operation, with few resets. */
    public static List<MsixOperation> random(SplittableRandom random, int length) {
        List<MsixOperation> history = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            kind = kind == Kind.RESET && random.nextInt(20) > 0 ? Kind.EVENT : kind;
            history.add(new MsixOperation(kind, random.nextInt(100), random.nextInt(1 << 16)));
        }
        return history;
    }

    /** Begins with what makes a function work; resets and closed doors are rare, or nothing would ever be sent. */
    public static Arbitrary<List<MsixOperation>> histories(int longest) {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(50, Arbitraries.of(Kind.EVENT, Kind.MASK, Kind.WRITE, Kind.USE, Kind.CONTROL)),
                Tuple.of(40, Arbitraries.of(Kind.values()).filter(kind -> kind != Kind.RESET)),
                Tuple.of(1, Arbitraries.just(Kind.RESET)));
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 100);
        Arbitrary<Integer> values = Arbitraries.integers().between(0, 1 << 16);
        return Combinators.combine(kinds, places, values)
                .as(MsixOperation::new)
                .list()
                .ofMaxSize(longest)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
