package dev.fencepost.properties.qemu.prompt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.WithQemu;
import dev.fencepost.properties.qemu.block.BlockPlan;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Our drivers on devices that answer before a kick returns, QEMU's and one that is written here: thousands of requests
 * cost little, so histories go past every wrap of an index, and each sleep, kick and interrupt is compared.
 */
class PromptProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int REQUESTS = DEEP ? 200_000 : 2_000;
    private static final int MOST_OF_QEMU = 1024;
    private static final String SAMPLE = "ms16ei-1-2000-1";

    /** More than 65,536 on a split ring, many laps of a packed one. */
    private static final List<String> LONG =
            List.of("ms64ei-1-70000-1", "ms1024i-1-70000-2", "ms16e-1-70000-3", "mp33ei-1-20000-4", "mp256e-1-20000-5");

    private static final int[] ALL_SIZES =
            IntStream.rangeClosed(1, 15).map(log -> 1 << log).toArray();

    private static final int[] SOME_SIZES = {2, 64, 1 << 15};

    private static final Standby<PromptQemu> QEMUS = new Standby<>(() -> new PromptQemu(QemuProgram.get()));

    @AfterContainer
    static void stop() {
        QEMUS.close();
    }

    /** Runs the plan that a failure named, or else a sample, on whichever device can have such a ring. */
    @Example
    void replay() {
        BlockPlan plan = BlockPlan.parse(System.getProperty(BlockPlan.PROPERTY, SAMPLE));
        if (!plan.packed()) {
            run(new PromptPlain(), plan);
        }
        if (plan.size() <= MOST_OF_QEMU && QemuProgram.find().isPresent()) {
            run(QEMUS.get(), plan);
        }
    }

    @WithQemu
    @Claims({Clause.S4, Clause.S6, Clause.S7, Clause.P2, Clause.P5})
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void oursIsRightOnQemu(@ForAll("plans") BlockPlan plan) {
        run(QEMUS.get(), plan);
    }

    @WithQemu
    @Example
    void oursIsRightOnQemuPastEachWrap() {
        LONG.forEach(plan -> run(QEMUS.get(), BlockPlan.parse(plan)));
    }

    @Claims({Clause.S4, Clause.S6, Clause.S7})
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void oursIsRightOnAPlainDevice(@ForAll("splitPlans") BlockPlan plan) {
        run(new PromptPlain(), plan);
    }

    /** Up to the largest ring, with as many buffers as an index can tell apart. */
    @Example
    void oursIsRightOnAPlainDevicePastEachWrap() {
        for (int size : DEEP ? ALL_SIZES : SOME_SIZES) {
            for (String features : List.of("i", "ei")) {
                run(new PromptPlain(), BlockPlan.parse("ms" + size + features + "-1-70000-" + size));
            }
        }
    }

    @WithQemu
    @Example
    void eachMistakeIsNoticedOnQemu() {
        for (PromptMutant mistake : PromptMutant.values()) {
            assertNoticed(mistake, QEMUS.get());
        }
    }

    @Example
    void eachMistakeIsNoticedOnAPlainDevice() {
        for (PromptMutant mistake : PromptMutant.values()) {
            if (!BlockPlan.parse(mistake.plan).packed()) {
                assertNoticed(mistake, new PromptPlain());
            }
        }
    }

    private static void assertNoticed(PromptMutant mistake, PromptPeer peer) {
        BlockPlan plan = BlockPlan.parse(mistake.plan);
        run(peer, plan);
        assertThatThrownBy(() -> new PromptRun(peer, plan, mistake.on.apply(peer)).run())
                .as(mistake.name())
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("Run it again:\n  " + plan.command("PromptProperties"));
    }

    private static void run(PromptPeer peer, BlockPlan plan) {
        new PromptRun(peer, plan, UnaryOperator.identity()).run();
    }

    @Provide
    Arbitrary<BlockPlan> plans() {
        return Arbitraries.of(false, true)
                .flatMap(packed ->
                        plans(packed, packed ? Arbitraries.of(2, 3, 5, 8, 33, 100, 256, 1023) : powersUpTo(10)));
    }

    @Provide
    Arbitrary<BlockPlan> splitPlans() {
        return plans(false, powersUpTo(15));
    }

    private static Arbitrary<Integer> powersUpTo(int log) {
        return Arbitraries.integers().between(1, log).map(one -> 1 << one);
    }

    private static Arbitrary<BlockPlan> plans(boolean packed, Arbitrary<Integer> sizes) {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        Arbitrary<Integer> seeds = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        return Combinators.combine(sizes, flag, flag, seeds)
                .as((size, eventIdx, indirect, seed) ->
                        new BlockPlan(false, packed, size, eventIdx, indirect, false, 1, REQUESTS, seed));
    }
}
