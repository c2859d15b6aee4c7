package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.OperationalCheck;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.proposal.minimal.MinimalAnswer;
import dev.fencepost.model.proposal.minimal.MinimalPlans;
import dev.fencepost.model.protocol.Marking;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.spec.Rule;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import dev.fencepost.properties.protocol.Placements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accesses of protocol files that nothing marks. */
class PlainAccessesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);

    /** A message whose data is plain, as in the kernel. */
    private static final String MESSAGE = """
            shared u32 data, ready;
            driver void send(void)
            {
                data = 1;
            P1: smp_wmb();
                WRITE_ONCE(ready, 1);
            }
            device void receive(void)
            {
                if (!READ_ONCE(ready))
                    return;
            C1: smp_rmb();
                never(data != 1, S3, "stale data");
            }
            scenario(pass) { run(send()); run(receive()); }
            """;

    private static Verdict check(Protocol protocol, BarrierPlan plan, String platform) {
        return new PlanCheck(Variant.of(protocol), 1, LIMIT, MUTANTS)
                .check(plan, Texts.platform(platform), PlanCheck.Extent.ALL);
    }

    private static List<Rule> broken(String text, String platform) {
        Protocol protocol = Texts.read(text);
        return check(protocol, protocol.plan(), platform) instanceof Verdict.Violated violated
                ? violated.counterexamples().stream()
                        .map(Counterexample::clause)
                        .toList()
                : List.of();
    }

    /** Where the machine keeps the order a compiler need not: the race is all that is wrong. */
    @Test
    void whatTheMachineOrdersTheCompilerMayNot() {
        String barrier = MESSAGE.replace("smp_wmb()", "barrier()");
        assertThat(broken(MESSAGE, "smp-x86")).isEmpty();
        assertThat(broken(barrier, "smp-x86")).containsExactly(Marking.PLAIN);
        assertThat(broken(barrier, "smp-arm64")).hasSize(2).endsWith(Marking.PLAIN);
        assertThat(Texts.read(MESSAGE).clauses()).contains(Marking.PLAIN);
    }

    @Test
    void theBarrierThatIsMissingIsNamed() {
        Protocol protocol = Texts.read(MESSAGE.replace("smp_wmb()", "barrier()"));
        Verdict.Violated verdict = (Verdict.Violated) check(protocol, protocol.plan(), "smp-x86");
        assertThat(verdict.counterexample().finding())
                .isEqualTo("a race, and a compiler may reorder, merge or hoist this; data: the plain store of driver"
                        + " and the plain load of device");
        assertThat(verdict.counterexample().missing())
                .extracting(each -> each.site())
                .containsExactly("P1");
        assertThat(verdict.counterexample().timeline()).hasSize(2);
    }

    /** Reads and writes in every place that C has for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 1;",
                "x += 1;",
                "x++;",
                "u32 n = x;",
                "u32 n = a[1];",
                "if (s.m) n_();",
                "while (x) n_();",
                "u32 n = READ_ONCE(y) ? x : 0;",
                "u32 n = READ_ONCE(y) && x;",
                "WRITE_ONCE(y, x);",
                "never(x == 7, S3, \"seven\");",
                "p->m = 1;",
                "*(u32 *)&x = 1;",
            })
    void everyPlaceIsJudged(String statement) {
        String text = """
                struct t { u32 m; };
                shared u32 x, y, a[2]; shared struct t s; driver u32 own;
                static void n_(void) { }
                driver void f(void) { struct t *p = &s; %s }
                device void g(void) { WRITE_ONCE(x, 3); WRITE_ONCE(a[1], 3); WRITE_ONCE(s.m, 3); WRITE_ONCE(y, 1); }
                scenario(all) { run(f()); run(g()); }
                """.formatted(statement);
        assertThat(broken(text, "smp-x86")).containsExactly(Marking.PLAIN);
    }

    /** A load that C makes on one way only is made on no other. */
    @Test
    void loadsStayOnTheirWay() {
        String text = """
                shared u32 x, y;
                driver void f(void) { if (READ_ONCE(y) && x) WRITE_ONCE(y, 2); }
                device void g(void) { x = 1; smp_store_release(&y, 1); }
                scenario(all) { run(f()); run(g()); }
                """;
        assertThat(broken(text, "smp-x86")).containsExactly(Marking.PLAIN);
        assertThat(broken(text.replace("READ_ONCE(y) &&", "smp_load_acquire(&y) &&"), "smp-arm64"))
                .isEmpty();
    }

    /** What an argument does is done before anything that the function does. */
    @Test
    void argumentsAreEvaluatedBeforeTheCall() {
        Protocol protocol = Texts.read("""
                shared u32 x; mmio u32 reg;
                driver void f(void) { writel(xchg_relaxed(&x, 1), &reg); }
                device void g(void) { never(READ_ONCE(x) == 2, S3, "two"); }
                scenario(all) { run(f()); run(g()); }
                """);
        Scenario scenario = protocol.scenarios(Set.of(), protocol.plan(), Texts.platform("pci-device"), 1)
                .get(0);
        assertThat(scenario.program().threads().get(0).body())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("ReadModifyWrite", "Fence", "Store");
    }

    /** The engine of store buffers knows no compiler. */
    @Test
    void exploreRefusesThem() {
        Protocol protocol = Texts.read(MESSAGE);
        Scenario scenario = protocol.scenarios(Set.of(), protocol.plan(), Texts.platform("smp-x86"), 1)
                .get(0);
        assertThat(OperationalCheck.objection(scenario).orElseThrow()).contains("plain accesses");
    }

    /** Where the machine alone decides, a compiler barrier would do: what is equal there is not equal in the source. */
    @ParameterizedTest
    @ValueSource(strings = {"smp-lkmm", "smp-x86", "smp-arm64", "smp-arm64-rcpc"})
    void minimalAgreesWithCheck(String id) {
        Protocol protocol = Texts.read(MESSAGE);
        Platform platform = Texts.platform(id);
        MinimalAnswer answer = new MinimalPlans(LIMIT, step -> {}).find(Variant.of(protocol), 1, platform);
        assertThat(answer.bounded()).isFalse();
        Random random = new Random(3);
        List<BarrierPlan> plans = new ArrayList<>(List.of(protocol.plan(), BarrierPlan.mandatory()));
        for (int i = 0; i < 25; i++) {
            BarrierPlan plan = protocol.plan();
            for (BarrierSite site : protocol.sites()) {
                List<Placement> possible = Placements.at(site);
                plan = plan.with(site, possible.get(random.nextInt(possible.size())));
            }
            plans.add(plan);
        }
        for (BarrierPlan plan : plans) {
            assertThat(answer.covers(plan))
                    .as(plan + " on " + id)
                    .isEqualTo(check(protocol, plan, id) instanceof Verdict.Holds);
        }
        BarrierPlan none = protocol.plan().with(protocol.site("P1").orElseThrow(), Primitive.NONE);
        assertThat(answer.covers(none)).isFalse();
    }
}
