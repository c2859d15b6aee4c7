package dev.fencepost.properties.grant.table;

import dev.fencepost.properties.grant.table.GrantOperation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random histories. */
final class GrantHistories {
    private static final Kind[] OFTEN = {
        Kind.GRANT, Kind.MAP, Kind.MAP, Kind.MAP_DEVICE, Kind.UNMAP, Kind.END, Kind.COPY_FROM
    };
    /** Domain 0 lends to domain 1, whose virtual CPUs are 1 and 2. */
    private static final Integer[] WHO = {21, 30, 57, 66, 12};
    /** Entries 0 and 2, and 9 which no change of version keeps. */
    private static final Integer[] WHICH = {0, 2, 8, 9, 36, 1};

    /** Everything that is done when its turn comes. */
    private static final Kind[] AT_ONCE =
            Arrays.stream(Kind.values()).filter(kind -> kind != Kind.LATER).toArray(Kind[]::new);

    private GrantHistories() {}

    /** Most of them about few entries, so that they meet; versions change rarely, or little would come far. */
    static Arbitrary<List<GrantOperation>> histories(int longest) {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of(OFTEN)),
                Tuple.of(35, Arbitraries.of(Kind.values()).filter(kind -> kind != Kind.VERSION)),
                Tuple.of(5, Arbitraries.just(Kind.VERSION)));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 99);
        Arbitrary<Integer> more = Arbitraries.integers().between(0, 999);
        return Combinators.combine(kinds, mostly(WHO, number), mostly(WHICH, number), more)
                .as(GrantOperation::new)
                .list()
                .ofMaxSize(longest)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> mostly(Integer[] likely, Arbitrary<Integer> number) {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(likely)), Tuple.of(1, number));
    }

    /** One without jqwik, for checks that must always find the same. */
    static List<GrantOperation> random(SplittableRandom random, int length) {
        List<GrantOperation> history = new ArrayList<>();
        Kind[] kinds = AT_ONCE;
        boolean hoards = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            boolean often = random.nextInt(100) < 60;
            Kind kind = often ? OFTEN[random.nextInt(OFTEN.length)] : kinds[random.nextInt(kinds.length)];
            kind = hoards && kind == Kind.UNMAP || hoards && kind == Kind.DISCONNECT ? Kind.MAP_DEVICE : kind;
            int a = random.nextInt(4) > 0 ? WHO[random.nextInt(WHO.length)] : random.nextInt(100);
            int b = random.nextInt(4) > 0 ? WHICH[random.nextInt(WHICH.length)] : random.nextInt(100);
            int c = random.nextInt(1000);
            if (random.nextInt(10) == 0) { // an edit of an entry, and a use of the same one
                history.add(new GrantOperation(Kind.EDIT_LATER, 0, 0, random.nextInt(1000)));
                kind = random.nextBoolean() ? Kind.MAP : Kind.COPY_FROM;
                b = 0;
            }
            history.add(new GrantOperation(kind, a, b, c));
        }
        return history;
    }
}
