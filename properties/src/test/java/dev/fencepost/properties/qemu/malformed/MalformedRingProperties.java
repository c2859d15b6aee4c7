package dev.fencepost.properties.qemu.malformed;

import static dev.fencepost.properties.qemu.malformed.RawPackedRing.AVAIL;
import static dev.fencepost.properties.qemu.malformed.RawPackedRing.USED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.DevicePolicy.IndexJump;
import dev.fencepost.impl.ring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.ring.DevicePolicy.ZeroLength;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.WithQemu;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random rings that break rules: but for what {@link MalformedRingTest} has in its table, QEMU's device and ours take
 * the same requests, give the same lengths, and refuse at the same place.
 */
class MalformedRingProperties {
    /** Holds the text of changes. */
    private static final String PROPERTY = "fencepost.malformed";

    private static final String SAMPLE = "split:f2.3n2.1";
    private static final String SPLIT = "split:";
    private static final String PACKED = "packed:";
    private static final int CHANGES = 4;
    private static final int SAMPLES = 500;
    private static final int PACKED_RINGS = Boolean.getBoolean("fencepost.deep") ? 20 : 1;

    private static final Standby<RawReferee> REFEREES = new Standby<>(() -> new RawReferee(QemuProgram.get()));

    @AfterContainer
    static void stop() {
        REFEREES.close();
    }

    /** Runs the changes that a failure named, or else a sample. */
    @WithQemu
    @Example
    void replay() {
        String text = System.getProperty(PROPERTY, SAMPLE);
        if (text.startsWith(PACKED)) {
            comparePacked(RawChange.parse(text.substring(PACKED.length())));
        } else if (text.startsWith(SPLIT)) {
            compareSplit(RawChange.parse(text.substring(SPLIT.length())));
        } else {
            throw new IllegalArgumentException("'" + text + "' starts with neither " + SPLIT + " nor " + PACKED);
        }
    }

    @WithQemu
    @Claims({Clause.S1, Clause.S2, Clause.S5})
    @Property(edgeCases = EdgeCasesMode.NONE)
    void bothRefuseAndTakeTheSame(@ForAll("changes") List<RawChange> changes) {
        compareSplit(changes);
    }

    /** Few, since each packed ring that QEMU refuses may cost a QEMU: see {@link RawReferee}. */
    @WithQemu
    @Claims({Clause.P1, Clause.P3, Clause.P7})
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void bothRefuseAndTakeTheSameOfPackedRings(@ForAll("packedRings") List<List<RawChange>> rings) {
        rings.forEach(MalformedRingProperties::comparePacked);
    }

    private static void compareSplit(List<RawChange> changes) {
        RawSplitRing ring = SplitMutant.of(changes);
        if (!SplitMutant.isKnownToDiffer(ring)) {
            compare(ring, SPLIT, changes);
        }
    }

    private static void comparePacked(List<RawChange> changes) {
        RawPackedRing ring = PackedMutant.of(changes);
        if (!PackedMutant.isKnownToDiffer(ring)) {
            compare(ring, PACKED, changes);
        }
    }

    private static void compare(RawRing ring, String layout, List<RawChange> changes) {
        RawRing.Outcome qemu = REFEREES.get().outcome(ring);
        RawRing.Outcome ours = ring.onOurs();
        assertThat(ours.bare())
                .as("%s%nours %s %s%nRun it again:%n  %s", ring, ours, ours.used(), command(layout, changes))
                .isEqualTo(qemu);
    }

    private static String command(String layout, List<RawChange> changes) {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=MalformedRingProperties#replay -D" + PROPERTY + "=" + layout + RawChange.text(changes);
    }

    /** The mutants: with any other policy than QEMU's our device is told apart from it. */
    @WithQemu
    @Example
    void otherPoliciesAreNoticed() {
        Map<String, DevicePolicy> others = Map.of(
                "l1.0", new DevicePolicy(true, ZeroLength.ACCEPT, IndirectNext.IGNORE, IndexJump.REJECT),
                "f5.5n5.9", new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.FOLLOW, IndexJump.REJECT),
                "f5.5", new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, IndexJump.REJECT));
        others.forEach((changes, policy) -> {
            RawSplitRing ring = SplitMutant.of(RawChange.parse(changes));
            RawRing.Outcome qemu = REFEREES.get().outcome(ring);
            assertThat(ring.onOurs().bare()).isEqualTo(qemu);
            ring.policy = policy;
            assertThat(ring.onOurs().bare()).as(changes).isNotEqualTo(qemu);
        });
    }

    /** The mutant: what QEMU ends with a table, our device goes on behind. */
    @WithQemu
    @Example
    void otherPolicyIsNoticedOnPackedRings() {
        RawPackedRing ring = PackedMutant.of(RawChange.parse("f5.133f6.130n6.7"));
        RawRing.Outcome qemu = REFEREES.get().outcome(ring);
        assertThat(ring.onOurs().bare()).isEqualTo(qemu);
        ring.policy = new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, IndexJump.REJECT);
        assertThat(ring.onOurs().bare()).isNotEqualTo(qemu);
    }

    /** Most rings are compared, and many are taken and many refused. */
    @Example
    void mostPackedRingsAreComparedAndManyRefused() {
        List<RawPackedRing> rings = fixed(packedChanges())
                .map(PackedMutant::of)
                .filter(ring -> !PackedMutant.isKnownToDiffer(ring))
                .toList();
        assertThat(rings.size()).isGreaterThan(200);
        long refused =
                rings.stream().filter(ring -> !ring.onOurs().broken().isEmpty()).count();
        assertThat(refused).isBetween(50L, rings.size() - 50L);
    }

    /** Most rings are compared, and most of them are refused. */
    @Example
    void mostRingsAreComparedAndManyRefused() {
        List<RawSplitRing> rings = fixed(changes())
                .map(SplitMutant::of)
                .filter(ring -> !SplitMutant.isKnownToDiffer(ring))
                .toList();
        assertThat(rings.size()).isGreaterThan(200);
        Optional<RawSplitRing> refused =
                rings.stream().filter(ring -> !ring.onOurs().broken().isEmpty()).findAny();
        assertThat(refused).isPresent();
    }

    /** The same ones each time, so that what is counted of them is the same. */
    private static Stream<List<RawChange>> fixed(Arbitrary<List<RawChange>> changes) {
        return changes.generator(SAMPLES, false).stream(new Random(1))
                .map(Shrinkable::value)
                .limit(SAMPLES);
    }

    @Provide
    Arbitrary<List<RawChange>> changes() {
        Arbitrary<RawChange> change = Arbitraries.frequencyOf(
                Tuple.of(2, change("aA", Arbitraries.of(0, 1, 2, 3, 64, 4000, 32000))),
                Tuple.of(3, change("lL", Arbitraries.of(0, 1, 15, 16, 17, 32, 48, 128, 512))),
                Tuple.of(6, change("fF", Arbitraries.of(0, 1, 2, 3, 3, 1, 2, 4, 5, 6, 8, 0xfff8))),
                Tuple.of(4, change("nN", Arbitraries.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 0xffff))),
                Tuple.of(2, change("h", Arbitraries.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 0xffff))),
                Tuple.of(1, change("i", Arbitraries.of(0, 1, 2, 4, 8))));
        return change.list().ofMinSize(1).ofMaxSize(CHANGES);
    }

    @Provide
    Arbitrary<List<List<RawChange>>> packedRings() {
        return packedChanges().list().ofSize(PACKED_RINGS);
    }

    private Arbitrary<List<RawChange>> packedChanges() {
        Arbitrary<Integer> available =
                Arbitraries.of(0, 1, 2, 3, 4, 5, 6, 8, 0x7f78).map(flags -> flags | AVAIL);
        Arbitrary<RawChange> change = Arbitraries.frequencyOf(
                Tuple.of(2, change("aA", Arbitraries.of(0, 1, 2, 3, 64, 4000, 32000))),
                Tuple.of(3, change("lL", Arbitraries.of(0, 1, 15, 16, 17, 32, 48, 128, 512))),
                Tuple.of(4, change("f", available)),
                Tuple.of(1, change("f", Arbitraries.of(0, 1, USED, USED | AVAIL, USED | 3))),
                Tuple.of(3, change("F", Arbitraries.of(0, 1, 2, 3, 4, 6, AVAIL | 2))),
                Tuple.of(2, change("n", Arbitraries.of(0, 5, 6, 7, 8, 0xffff))));
        return change.list().ofMinSize(1).ofMaxSize(CHANGES);
    }

    private static Arbitrary<RawChange> change(String fields, Arbitrary<Integer> value) {
        Arbitrary<Character> field =
                Arbitraries.of(fields.chars().mapToObj(one -> (char) one).toList());
        return Combinators.combine(field, Arbitraries.integers().between(0, 7), value)
                .as(RawChange::new);
    }
}
