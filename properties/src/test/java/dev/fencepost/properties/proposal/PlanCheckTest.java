package dev.fencepost.properties.proposal;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Evidence;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.ring.RingFeatures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Variant EVENT_IDX = new RingFeatures(true, false).split();
    private static final Mutants MUTANTS = new Mutants(LIMIT);

    private static Platform platform(String id) {
        return Platforms.of(id).orElseThrow();
    }

    private static Verdict check(BarrierPlan plan, int buffers, String platform) {
        return new PlanCheck(EVENT_IDX, buffers, LIMIT, MUTANTS).check(plan, platform(platform));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void twoBuffersAreEnoughForEveryMutant(boolean eventIdx, boolean inPlace) {
        assertThat(MUTANTS.uncovered(new RingFeatures(eventIdx, inPlace).split(), 2))
                .isEmpty();
    }

    @Test
    void oneBufferIsTooFewAndSoTheVerdictIsBounded() {
        Verdict verdict = check(BarrierPlan.mandatory(), 1, "smp-lkmm");
        assertThat(verdict).isInstanceOf(Verdict.Bounded.class);
        assertThat(((Verdict.Bounded) verdict).reasons())
                .contains("with 1 buffer the check does not notice when D2 is dropped")
                .hasSize(6);
    }

    @Test
    void oneBufferIsEnoughToViolate() {
        Verdict verdict = check(BarrierPlan.mandatory().without(site("D1")), 1, "smp-lkmm");
        assertThat(verdict).isInstanceOf(Verdict.Violated.class);
    }

    @Test
    void aTimeLimitThatIsHitIsNeverHolds() {
        Duration none = Duration.ZERO;
        Verdict verdict =
                new PlanCheck(EVENT_IDX, 2, none, MUTANTS).check(BarrierPlan.mandatory(), platform("smp-lkmm"));
        assertThat(verdict).isInstanceOf(Verdict.Bounded.class);
        assertThat(((Verdict.Bounded) verdict).reasons()).anyMatch(reason -> reason.contains("time limit"));
    }

    @Test
    void evidenceSaysWhatItRestsOn() {
        Evidence published = check(BarrierPlan.mandatory(), 2, "smp-x86").evidence();
        assertThat(published.basis()).isEqualTo(Evidence.Basis.PUBLISHED);
        assertThat(published.row()).isEqualTo(Evidence.Row.HARDWARE);
        assertThat(published.model()).isEqualTo("tso");
        assertThat(published.bounds()).isEqualTo("up to 2 buffers");
        Evidence own = check(BarrierPlan.mandatory(), 2, "remoteproc").evidence();
        assertThat(own.basis()).isEqualTo(Evidence.Basis.EXTENSION);
        assertThat(own.row()).isEqualTo(Evidence.Row.CONTRACT);
    }

    @Test
    void aLostKickIsExplained() {
        BarrierPlan plan = BarrierPlan.mandatory().with(site("V4"), Primitive.SMP_STORE_RELEASE);
        Counterexample example = ((Verdict.Violated) check(plan, 2, "smp-lkmm")).counterexample();
        assertThat(example.clause()).isEqualTo(Clause.S6);
        assertThat(example.bound()).isEqualTo(2);
        assertThat(example.scenario()).isEqualTo("kick");
        assertThat(example.timeline().stream()
                        .map(step -> example.agents().get(step.agent()) + " " + step.position() + " " + step.text()))
                .containsExactly(
                        "device 2 load  avail.idx = 1",
                        "driver 1 store avail.idx = 2",
                        "driver 0 D2: mb",
                        "driver 2 load  avail_event = 0",
                        "device 1 store avail_event = 1");
        assertThat(example.missing()).hasSize(1);
        assertThat(example.missing().get(0).site()).isEqualTo("V4");
        assertThat(example.missing().get(0).why()).isEqualTo("release and acquire order no store before a later load");
    }

    @Claims(Clause.ORDER_PLATFORM)
    @ParameterizedTest
    @CsvSource({
        "remoteproc, smp_wmb is promised only among the processors of one SMP system",
        "dma-coherent, smp_wmb is promised only among the processors of one SMP system"
    })
    void reachIsNamedWhereItIsWhatIsMissing(String platform, String why) {
        BarrierPlan plan = BarrierPlan.mandatory().with(site("D1"), Primitive.SMP_WMB);
        Counterexample example = ((Verdict.Violated) check(plan, 2, platform)).counterexample();
        assertThat(example.missing().get(0).why()).startsWith(why);
    }

    @Test
    void bothSidesAreBlamedWhereBothAreWeak() {
        BarrierPlan plan = BarrierPlan.mandatory().without(site("D1")).without(site("V1"));
        Counterexample example = ((Verdict.Violated) check(plan, 1, "smp-arm64")).counterexample();
        assertThat(example.missing().stream().map(Counterexample.MissingOrder::site))
                .containsExactlyElementsOf(List.of("D1", "V1"));
    }

    @Test
    void replayShowsEveryStep() {
        PlanCheck check = new PlanCheck(EVENT_IDX, 2, LIMIT, MUTANTS);
        BarrierPlan plan = BarrierPlan.mandatory().without(site("V1"));
        assertThat(check.replay(plan, platform("smp-arm64"), "transfer", 1).lines())
                .anyMatch(line -> line.contains("load  avail.idx = 1   from driver"))
                .anyMatch(line -> line.contains("D1: wmb"))
                .last()
                .asString()
                .startsWith("S3: ");
        assertThat(check.replay(BarrierPlan.mandatory(), platform("smp-arm64"), "transfer", 1))
                .isEqualTo(new PlanCheck.Replay(List.of(), List.of()));
    }

    @Test
    void aReplayThatHitsALimitSaysSo() {
        PlanCheck check = new PlanCheck(EVENT_IDX, 2, Duration.ZERO, MUTANTS);
        PlanCheck.Replay replay = check.replay(BarrierPlan.mandatory(), platform("smp-arm64"), "transfer", 3);
        assertThat(replay.lines()).isEmpty();
        assertThat(replay.incomplete()).containsExactly("scenario transfer with 3 buffers hit the time limit");
    }
}
