package dev.fencepost.properties.qemu;

import dev.fencepost.model.msix.MsixRegion;
import dev.fencepost.properties.qemu.MsixStep.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random sequences in which something happens: most begin with vectors in use, a table filled, and MSI-X enabled. */
final class MsixSequences {
    private static final long HIGH = MsixSide.INBOX >>> 32;
    /** What odd writes write: whatever part of it becomes part of an address, nothing that matters lies there. */
    private static final Long[] HARMLESS = {0L, 0x0101_0101_0101_0101L, 0x0303_0202_0303_0202L};

    private final int vectors;
    private final Arbitrary<Integer> vector;
    private final Arbitrary<Boolean> flag = Arbitraries.of(false, true);

    MsixSequences(int vectors) {
        this.vectors = vectors;
        // Where bits and bytes of the PBA end, or all of them.
        vector = vectors <= 8
                ? Arbitraries.integers().between(0, vectors - 1)
                : Arbitraries.of(0, 1, 7, 8, 31, 32, 63, 64, vectors - 1);
    }

    Arbitrary<MsixSequence> upTo(int longest) {
        Arbitrary<List<MsixStep>> start = Combinators.combine(entries(), control())
                .as((entries, control) -> {
                    List<MsixStep> steps = new ArrayList<>(entries);
                    steps.add(control);
                    return steps;
                });
        Arbitrary<List<MsixStep>> rest =
                step().list().ofMaxSize(longest).withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(start, rest).as((first, then) -> {
            List<MsixStep> steps = new ArrayList<>(first);
            steps.addAll(then);
            return new MsixSequence(vectors, steps);
        });
    }

    private Arbitrary<List<MsixStep>> entries() {
        return Combinators.combine(vector, place(), data(), flag)
                .as((number, place, data, masked) -> List.of(
                        MsixStep.of(Kind.USE, number),
                        MsixStep.write(number * MsixRegion.ENTRY, 8, place),
                        MsixStep.write(number * MsixRegion.ENTRY + 8, 8, data | (masked ? 1L << 32 : 0))))
                .list()
                .ofMaxSize(3)
                .map(groups -> groups.stream().flatMap(List::stream).toList());
    }

    private Arbitrary<MsixStep> step() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, vector.map(number -> MsixStep.of(Kind.EVENT, number))),
                Tuple.of(2, vector.map(number -> MsixStep.of(Kind.USE, number))),
                Tuple.of(1, vector.map(number -> MsixStep.of(Kind.RELEASE, number))),
                Tuple.of(6, masking()),
                Tuple.of(4, control()),
                Tuple.of(4, message()),
                Tuple.of(3, oddWrite()),
                Tuple.of(3, read()),
                Tuple.of(1, pbaWrite()),
                Tuple.of(1, flag.map(on -> new MsixStep(Kind.DECODE, 0, on ? 1 : 0, 0))),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, 9)
                                .map(rare -> rare == 0 ? MsixStep.of(Kind.RESET, 0) : MsixStep.of(Kind.EVENT, 0))));
    }

    private Arbitrary<MsixStep> control() {
        return Combinators.combine(Arbitraries.of(2, 1, 4), Arbitraries.of(true, true, true, false), flag)
                .as(MsixStep::control);
    }

    /** Vector control alone; reserved bits now and then. */
    private Arbitrary<MsixStep> masking() {
        Arbitrary<Long> value = Arbitraries.of(0L, 0L, 0L, 1L, 1L, 1L, 2L, 0xffff_ffffL, 0xffff_fffeL);
        return Combinators.combine(vector, value)
                .as((number, bits) -> MsixStep.write(number * MsixRegion.ENTRY + 12, 4, bits));
    }

    /** Address or data, by one access, masked or not. */
    private Arbitrary<MsixStep> message() {
        Arbitrary<MsixStep> wide = Combinators.combine(vector, place())
                .as((number, place) -> MsixStep.write(number * MsixRegion.ENTRY, 8, place));
        Arbitrary<MsixStep> low = Combinators.combine(vector, place())
                .as((number, place) -> MsixStep.write(number * MsixRegion.ENTRY, 4, place & 0xffff_ffffL));
        Arbitrary<MsixStep> high = Combinators.combine(vector, Arbitraries.of(HIGH, HIGH, 0L))
                .as((number, half) -> MsixStep.write(number * MsixRegion.ENTRY + 4, 4, half));
        Arbitrary<MsixStep> data = Combinators.combine(vector, data())
                .as((number, word) -> MsixStep.write(number * MsixRegion.ENTRY + 8, 4, word));
        Arbitrary<MsixStep> both = Combinators.combine(vector, data(), flag)
                .as((number, word, masked) ->
                        MsixStep.write(number * MsixRegion.ENTRY + 8, 8, word | (masked ? 1L << 32 : 0)));
        return Arbitraries.oneOf(wide, low, high, data, both);
    }

    /** Few places, so that messages meet; one in between two words, which nobody may ask for and everybody does. */
    private static Arbitrary<Long> place() {
        return Arbitraries.of(0, 4, 8, 12, 60, 62, 6).map(offset -> MsixSide.INBOX + offset);
    }

    private static Arbitrary<Long> data() {
        return Arbitraries.of(0x11L, 0x2233L, 0xffff_ffffL, 0xc0de_0001L);
    }

    private Arbitrary<Integer> offset() {
        return Combinators.combine(vector, Arbitraries.integers().between(0, 24))
                .as((number, byteOfEntry) -> number * MsixRegion.ENTRY + byteOfEntry);
    }

    private static Arbitrary<Integer> size() {
        return Arbitraries.of(1, 2, 4, 8);
    }

    private Arbitrary<MsixStep> oddWrite() {
        return Combinators.combine(offset(), size(), Arbitraries.of(HARMLESS)).as(MsixStep::write);
    }

    private Arbitrary<MsixStep> read() {
        Arbitrary<MsixStep> table = Combinators.combine(offset(), size())
                .as((offset, size) -> new MsixStep(Kind.READ_TABLE, offset, size, 0));
        Arbitrary<MsixStep> pba = Combinators.combine(Arbitraries.integers().between(0, 20), size())
                .as((offset, size) -> new MsixStep(Kind.READ_PBA, offset, size, 0));
        return Arbitraries.oneOf(table, pba);
    }

    private static Arbitrary<MsixStep> pbaWrite() {
        return Combinators.combine(Arbitraries.integers().between(0, 20), size(), Arbitraries.of(HARMLESS))
                .as((offset, size, value) -> new MsixStep(Kind.WRITE_PBA, offset, size, value));
    }
}
