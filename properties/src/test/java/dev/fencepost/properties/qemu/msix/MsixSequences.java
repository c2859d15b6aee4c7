package dev.fencepost.properties.qemu.msix;

import dev.fencepost.model.msix.table.Region;
import dev.fencepost.properties.qemu.msix.MsixStep.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * Random sequences in which something happens: most begin with vectors in use, a table filled, and MSI-X enabled. A
 * step is one number, whose digits say what it does: quick to make, and the smaller the plainer.
 */
final class MsixSequences {
    private static final long HIGH = MsixSide.INBOX >>> 32;
    private static final int MOST_ENTRIES = 3;

    /** What odd writes write: whatever part of it becomes part of an address, nothing that matters lies there. */
    private static final long[] HARMLESS = {0L, 0x0101_0101_0101_0101L, 0x0303_0202_0303_0202L};
    /** Few places, so that messages meet; two in between words, which nobody may ask for and everybody serves. */
    private static final int[] PLACES = {0, 4, 8, 12, 60, 62, 6};

    private static final long[] DATA = {0x11L, 0x2233L, 0xffff_ffffL, 0xc0de_0001L};
    private static final long[] MASKS = {0, 1, 0, 1, 0, 1, 2, 0xffff_ffffL, 0xffff_fffeL};
    private static final int[] SIZES = {4, 8, 1, 2};
    private static final int[] WIDTHS = {2, 1, 4};

    private final int vectors;
    private final int[] named;

    MsixSequences(int vectors) {
        this.vectors = vectors;
        // Where bits and bytes of the PBA end; or all of them.
        named = vectors > 8 ? new int[] {0, 1, 7, 8, 31, 32, 63, 64, vectors - 1} : null;
    }

    /** The digits of a number, to bases that differ. */
    private static final class Digits {
        private long rest;

        Digits(long number) {
            rest = number;
        }

        int below(int base) {
            int digit = (int) (rest % base);
            rest /= base;
            return digit;
        }

        int of(int[] choices) {
            return choices[below(choices.length)];
        }

        long of(long[] choices) {
            return choices[below(choices.length)];
        }

        boolean flag() {
            return below(2) == 1;
        }
    }

    /** Sequences of up to so many steps, after those that set the table up. */
    Arbitrary<MsixSequence> upTo(int longest) {
        return Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMinSize(1)
                .ofMaxSize(longest)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(this::sequence);
    }

    private MsixSequence sequence(List<Long> numbers) {
        List<MsixStep> steps = new ArrayList<>(start(new Digits(numbers.get(0))));
        numbers.stream().skip(1).map(Digits::new).map(this::step).forEach(steps::add);
        return new MsixSequence(vectors, steps);
    }

    private List<MsixStep> start(Digits digits) {
        List<MsixStep> steps = new ArrayList<>();
        for (int entries = digits.below(MOST_ENTRIES + 1); entries > 0; entries--) {
            int vector = vector(digits);
            int at = vector * Region.ENTRY;
            steps.add(MsixStep.of(Kind.USE, vector));
            steps.add(MsixStep.write(at, 8, place(digits)));
            steps.add(MsixStep.write(at + 8, 8, digits.of(DATA) | (digits.flag() ? 1L << 32 : 0)));
        }
        steps.add(control(digits));
        return steps;
    }

    private int vector(Digits digits) {
        return named == null ? digits.below(vectors) : digits.of(named);
    }

    private static long place(Digits digits) {
        return MsixSide.INBOX + digits.of(PLACES);
    }

    private MsixStep step(Digits digits) {
        int choice = digits.below(37);
        if (choice < 8) {
            return MsixStep.of(Kind.EVENT, vector(digits));
        } else if (choice < 14) {
            return MsixStep.write(vector(digits) * Region.ENTRY + 12, 4, digits.of(MASKS));
        } else if (choice < 18) {
            return control(digits);
        } else if (choice < 22) {
            return message(digits);
        } else if (choice < 24) {
            return MsixStep.of(Kind.USE, vector(digits));
        } else if (choice < 25) {
            return MsixStep.of(Kind.RELEASE, vector(digits));
        } else if (choice < 35) {
            return access(digits, choice);
        } else if (choice < 36) {
            return new MsixStep(Kind.DECODE, 0, digits.below(2), 0);
        }
        // Rarely: after it everything has to be set up again.
        return MsixStep.of(digits.below(3) == 0 ? Kind.RESET : Kind.EVENT, 0);
    }

    private static MsixStep control(Digits digits) {
        return MsixStep.control(digits.of(WIDTHS), digits.below(4) != 3, digits.flag());
    }

    /** Address or data, by one access, masked or not. */
    private MsixStep message(Digits digits) {
        int at = vector(digits) * Region.ENTRY;
        switch (digits.below(5)) {
            case 0:
                return MsixStep.write(at, 8, place(digits));
            case 1:
                return MsixStep.write(at, 4, place(digits) & 0xffff_ffffL);
            case 2:
                return MsixStep.write(at + 4, 4, digits.below(3) == 0 ? 0 : HIGH);
            case 3:
                return MsixStep.write(at + 8, 4, digits.of(DATA));
            default:
                return MsixStep.write(at + 8, 8, digits.of(DATA) | (digits.flag() ? 1L << 32 : 0));
        }
    }

    /** At any offset, of any size, up to some bytes behind the end. */
    private MsixStep access(Digits digits, int choice) {
        int inTable = vector(digits) * Region.ENTRY + digits.below(25);
        int inPba = digits.below(21);
        int size = digits.of(SIZES);
        long value = digits.of(HARMLESS);
        if (choice < 29) {
            return MsixStep.write(inTable, size, value);
        } else if (choice < 32) {
            return new MsixStep(Kind.READ_TABLE, inTable, size, 0);
        }
        return choice < 34
                ? new MsixStep(Kind.READ_PBA, inPba, size, 0)
                : new MsixStep(Kind.WRITE_PBA, inPba, size, value);
    }
}
