package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalPlan;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checking, explaining and minimal plans for a protocol that is no ring. */
class RelayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Variant DIRECT = Variant.of(Relay.INSTANCE);
    private static final Variant RELAYED = Variant.of(Relay.INSTANCE, "RELAYED");

    private static Platform platform(String id) {
        return Platforms.of(id).orElseThrow();
    }

    private static Verdict check(Variant variant, BarrierPlan plan, String platform) {
        return new PlanCheck(variant, 2, LIMIT, new Mutants(LIMIT)).check(plan, platform(platform));
    }

    @Test
    void holdsWithMandatoryBarriersWhereItHasAMeaning() {
        for (Platform platform : ProtocolRules.platforms(Relay.INSTANCE)) {
            for (Variant variant : List.of(DIRECT, RELAYED)) {
                Verdict verdict = check(variant, BarrierPlan.mandatory(), platform.id());
                assertThat(verdict.word()).as(platform.id()).isEqualTo("Holds");
                assertThat(verdict.evidence().bounds()).isEqualTo("up to 2 letters");
            }
        }
    }

    @Test
    void anotherPlatformIsAnErrorAndNoVerdict() {
        assertThatThrownBy(() -> check(DIRECT, BarrierPlan.mandatory(), "remoteproc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the letter box has no meaning on remoteproc: its threads share memory that is coherent");
        assertThatThrownBy(() -> Variant.of(Relay.INSTANCE, "RELAYD"))
                .hasMessage("the letter box has no feature RELAYD");
    }

    @Test
    void aDroppedBarrierIsExplainedInItsOwnWords() {
        Verdict verdict = check(DIRECT, BarrierPlan.mandatory().without(Relay.Place.RR1), "smp-arm64");
        Counterexample example = ((Verdict.Violated) verdict).counterexample();
        assertThat(example.agents()).containsExactly("sender", "reader");
        assertThat(example.missing()).hasSize(1);
        assertThat(example.missing().get(0).site()).isEqualTo("RR1");
        assertThat(example.missing().get(0).orders()).contains("the load of the flag before the load of the letter");
        assertThat(example.timeline().stream().map(Counterexample.Step::text))
                .contains("load  flag = 1", "load  letter[0] = 0", "RS1: wmb");
        assertThat(check(DIRECT, BarrierPlan.mandatory().without(Relay.Place.RR1), "smp-x86")
                        .word())
                .isEqualTo("Holds");
    }

    @Test
    void threeThreadsNeedACycleThroughAllOfThem() {
        Verdict verdict = check(RELAYED, BarrierPlan.mandatory().without(Relay.Place.RC1), "smp-lkmm");
        Counterexample example = ((Verdict.Violated) verdict).counterexample();
        assertThat(example.agents()).containsExactly("sender", "reader", "carrier");
        assertThat(example.missing().get(0).site()).isEqualTo("RC1");
        assertThat(example.timeline().stream().map(Counterexample.Step::agent).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(example.timeline().stream().map(Counterexample.Step::text))
                .contains("store second flag = 1 (atomic)");
        assertThat(example.essence()).isPresent();
        List<List<Counterexample.Access>> accesses = example.essence().get().accesses();
        assertThat(accesses).hasSize(3);
        assertThat(accesses.get(2).get(accesses.get(2).size() - 1).primitive()).isEqualTo("xchg_relaxed");
    }

    @Test
    void minimalPlansAreThoseOfBruteForce() {
        for (Variant variant : List.of(DIRECT, RELAYED)) {
            for (String id : List.of("smp-lkmm", "smp-x86", "smp-arm64", "dma-coherent")) {
                MinimalAnswer answer = new MinimalPlans(LIMIT, any -> {}).find(variant, 1, platform(id));
                assertThat(answer.reasons()).isEmpty();
                everyPlan(variant, answer);
            }
        }
    }

    /** Each plan of the strongest, weakest and middling primitives holds just if it covers a minimal one. */
    private static void everyPlan(Variant variant, MinimalAnswer answer) {
        List<Primitive> tried = List.of(
                Primitive.NONE,
                Primitive.SMP_WMB,
                Primitive.SMP_RMB,
                Primitive.SMP_MB,
                Primitive.DMA_WMB,
                Primitive.SMP_STORE_RELEASE,
                Primitive.SMP_LOAD_ACQUIRE,
                Primitive.MB);
        List<BarrierPlan> plans = List.of(BarrierPlan.mandatory());
        for (BarrierSite site : variant.sites()) {
            plans = plans.stream()
                    .flatMap(plan -> tried.stream().filter(site::accepts).map(primitive -> plan.with(site, primitive)))
                    .toList();
        }
        for (BarrierPlan plan : plans) {
            boolean holds = new PlanCheck(variant, 1, LIMIT, new Mutants(LIMIT))
                    .check(plan, answer.platform())
                    .word()
                    .equals("Holds");
            assertThat(answer.covers(plan))
                    .as(plan + " on " + answer.platform().id())
                    .isEqualTo(holds);
        }
        assertThat(answer.plans()).extracting(MinimalPlan::plan).doesNotHaveDuplicates();
    }
}
