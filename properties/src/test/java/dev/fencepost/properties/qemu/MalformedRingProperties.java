package dev.fencepost.properties.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.DevicePolicy.IndexJump;
import dev.fencepost.impl.vring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.vring.DevicePolicy.ZeroLength;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random rings that break rules: but for what {@link MalformedRingTest} has in its table, QEMU's device and ours take
 * the same requests, give the same lengths, and refuse at the same place.
 */
class MalformedRingProperties {
    /** Holds the text of changes. */
    private static final String PROPERTY = "fencepost.malformed";

    private static final String SAMPLE = "f2.3n2.1";
    private static final int CHANGES = 4;

    private static RawReferee referee;

    @BeforeContainer
    static void start() {
        QemuProgram.find().ifPresent(program -> referee = new RawReferee(program));
    }

    @AfterContainer
    static void stop() {
        if (referee != null) {
            referee.close();
        }
    }

    /** Runs the changes that a failure named, or else a sample. */
    @Example
    void replay() {
        compare(RawChange.parse(System.getProperty(PROPERTY, SAMPLE)));
    }

    @Claims({Clause.S1, Clause.S2, Clause.S5})
    @Property(edgeCases = EdgeCasesMode.NONE)
    void bothRefuseAndTakeTheSame(@ForAll("changes") List<RawChange> changes) {
        compare(changes);
    }

    private static void compare(List<RawChange> changes) {
        RawSplitRing ring = SplitMutant.of(changes);
        if (referee == null || SplitMutant.isKnownToDiffer(ring)) {
            return;
        }
        RawRing.Outcome qemu = referee.outcome(ring);
        RawRing.Outcome ours = ring.onOurs();
        assertThat(ours.bare())
                .as("%s%nours %s %s%nRun it again:%n  %s", ring, ours, ours.used(), command(changes))
                .isEqualTo(qemu);
    }

    private static String command(List<RawChange> changes) {
        return "mvn test -pl properties -am -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest=MalformedRingProperties#replay -D" + PROPERTY + "=" + RawChange.text(changes);
    }

    /** The broken twins: with any other policy than QEMU's our device is told apart from it. */
    @Example
    void otherPoliciesAreNoticed() {
        if (referee == null) {
            return;
        }
        Map<String, DevicePolicy> others = Map.of(
                "l1.0", new DevicePolicy(true, ZeroLength.ACCEPT, IndirectNext.IGNORE, IndexJump.REJECT),
                "f5.5n5.9", new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.FOLLOW, IndexJump.REJECT),
                "f5.5", new DevicePolicy(true, ZeroLength.REJECT, IndirectNext.REJECT, IndexJump.REJECT));
        others.forEach((changes, policy) -> {
            RawSplitRing ring = SplitMutant.of(RawChange.parse(changes));
            RawRing.Outcome qemu = referee.outcome(ring);
            assertThat(ring.onOurs().bare()).isEqualTo(qemu);
            ring.policy = policy;
            assertThat(ring.onOurs().bare()).as(changes).isNotEqualTo(qemu);
        });
    }

    /** Most rings are compared, and most of them are refused. */
    @Example
    void mostRingsAreComparedAndManyRefused() {
        List<RawSplitRing> rings = changes().list().ofSize(500).sample().stream()
                .map(SplitMutant::of)
                .filter(ring -> !SplitMutant.isKnownToDiffer(ring))
                .toList();
        assertThat(rings.size()).isGreaterThan(200);
        Optional<RawSplitRing> refused =
                rings.stream().filter(ring -> !ring.onOurs().broken().isEmpty()).findAny();
        assertThat(refused).isPresent();
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

    private static Arbitrary<RawChange> change(String fields, Arbitrary<Integer> value) {
        Arbitrary<Character> field =
                Arbitraries.of(fields.chars().mapToObj(one -> (char) one).toList());
        return Combinators.combine(field, Arbitraries.integers().between(0, 7), value)
                .as(RawChange::new);
    }
}
