package dev.fencepost.properties.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two threads of one role pass the same site, and both lack it. */
class MeetingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Verdict check(BarrierPlan plan) {
        Variant variant = Variant.of(Meeting.INSTANCE);
        return new PlanCheck(variant, 1, LIMIT, new Mutants(LIMIT))
                .check(plan, Platforms.of("smp-x86").orElseThrow());
    }

    @Test
    void aSiteThatBothThreadsLackIsShownInTheSecondToo() {
        Verdict verdict = check(BarrierPlan.mandatory().without(Meeting.Place.WM1));
        Counterexample example = ((Verdict.Violated) verdict).counterexample();
        assertThat(example.timeline().stream()
                        .map(step -> example.agents().get(step.agent()) + " " + step.position() + " " + step.text()))
                .containsExactly(
                        "left 2 load  right hand = 0",
                        "right 1 store right hand = 1",
                        "right 0 WM1: none (not enough)",
                        "right 2 load  left hand = 0",
                        "left 1 store left hand = 1");
        assertThat(example.missing())
                .extracting(Counterexample.MissingOrder::site)
                .containsExactly("WM1");
    }

    @Test
    void withTheBarrierTheyMeet() {
        assertThat(check(BarrierPlan.mandatory()).word()).isEqualTo("Holds");
    }
}
