package dev.fencepost.properties.qemu.msix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.msix.table.BadRead;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.WithQemu;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.lifecycle.AfterContainer;

/** QEMU as referee: whatever happens to a function with MSI-X, ours shows what QEMU's shows. */
@WithQemu
class MsixRefereeProperties {
    private static final Set<MsixPolicy> ALL = EnumSet.allOf(MsixPolicy.class);
    private static final int LENGTH = 40;
    private static final int LONG = 80;
    private static final long ALL_ONES = -1;
    private static final int MOST = 2_000;
    private static final String SAMPLE = "2-u0.0.0w0.8.100000008w8.8.12c2.3.0e0.0.0c1.2.0";

    private static final Standby<MsixReferee> REFEREES = new Standby<>(() -> new MsixReferee(QemuProgram.get()));

    @AfterContainer
    static void stop() {
        REFEREES.close();
    }

    /** Runs the sequence that a failure named, or else a sample. */
    @Example
    void replay() {
        compare(MsixSequence.parse(System.getProperty(MsixSequence.PROPERTY, SAMPLE)));
    }

    @Claims({Clause.M1, Clause.M2, Clause.M3, Clause.M4, Clause.M5, Clause.M6, Clause.M9})
    @Property(edgeCases = EdgeCasesMode.NONE)
    void oursShowsWhatQemuShows(@ForAll("sequences") MsixSequence sequence) {
        compare(sequence);
    }

    /** The same, longer, where everything meets on two vectors. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void oursShowsWhatQemuShowsOfTwoVectors(@ForAll("long") MsixSequence sequence) {
        compare(sequence);
    }

    /** Every policy is needed: on the sequence that shows it, the sides differ without it. */
    @Example
    void eachPolicyShows() {
        for (MsixPolicy policy : MsixPolicy.values()) {
            MsixSequence sequence = MsixSequence.parse("2-" + policy.shownBy());
            compare(sequence);
            List<String> qemu = sequence.seenOn(REFEREES.get().function(2));
            for (MsixCore core : List.of(model(2), new MsixOfTable(2, ALL_ONES))) {
                assertThat(sequence.seenOn(ours(2, core, otherPolicies(policy))))
                        .as("without " + policy)
                        .isNotEqualTo(qemu);
            }
        }
    }

    /** The mutants: each mistake shows, and without one the same code shows what QEMU shows. */
    @Example
    void eachMistakeIsNoticed() {
        EnumSet<MsixMutant> noticed = EnumSet.noneOf(MsixMutant.class);
        Iterator<MsixSequence> sequences = fixedSequences();
        for (int i = 0; i < MOST && noticed.size() < MsixMutant.values().length - 1; i++) {
            MsixSequence sequence = sequences.next();
            List<String> qemu = sequence.seenOn(REFEREES.get().function(sequence.vectors()));
            for (MsixMutant mistake : EnumSet.complementOf(noticed)) {
                MsixSketch sketch = new MsixSketch(sequence.vectors(), mistake);
                List<String> seen = sequence.seenOn(ours(sequence.vectors(), sketch, ALL));
                String difference = sequence.difference("QEMU", qemu, "sketch", seen);
                if (difference != null) {
                    assertThat(mistake).as(difference).isNotEqualTo(MsixMutant.NONE);
                    noticed.add(mistake);
                }
            }
        }
        assertThat(EnumSet.complementOf(noticed)).containsExactly(MsixMutant.NONE);
    }

    /** The same ones each time. */
    private Iterator<MsixSequence> fixedSequences() {
        return new MsixSequences(2)
                .upTo(LENGTH).generator(MOST, false).stream(new Random(1))
                        .map(Shrinkable::value)
                        .iterator();
    }

    @Provide
    Arbitrary<MsixSequence> sequences() {
        return Arbitraries.of(5, 70).flatMap(vectors -> new MsixSequences(vectors).upTo(LENGTH));
    }

    @Provide("long")
    Arbitrary<MsixSequence> longSequences() {
        return new MsixSequences(2).upTo(LONG);
    }

    private static Set<MsixPolicy> otherPolicies(MsixPolicy policy) {
        return EnumSet.complementOf(EnumSet.of(policy));
    }

    private static MsixSide ours(int vectors, MsixCore core, Set<MsixPolicy> policies) {
        return new MsixAsInQemu(core, vectors, MsixReferee.queues(vectors), policies);
    }

    private static void compare(MsixSequence sequence) {
        List<String> qemu = sequence.seenOn(REFEREES.get().function(sequence.vectors()));
        compare(sequence, qemu, "MsixModel", model(sequence.vectors()));
        compare(sequence, qemu, "MsixTable", new MsixOfTable(sequence.vectors(), ALL_ONES));
    }

    private static void compare(MsixSequence sequence, List<String> qemu, String name, MsixCore core) {
        List<String> seen = sequence.seenOn(ours(sequence.vectors(), core, ALL));
        String difference = sequence.difference("QEMU", qemu, name, seen);
        if (difference != null) {
            throw new AssertionError(difference);
        }
    }

    private static MsixCore model(int vectors) {
        return new MsixOfModel(vectors, BadRead.ALL_ONES);
    }
}
