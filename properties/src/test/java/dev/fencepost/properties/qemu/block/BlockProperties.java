package dev.fencepost.properties.qemu.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.house.Claims;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.Standby;
import dev.fencepost.properties.qemu.WithQemu;
import dev.fencepost.properties.waiting.Patience;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Our driver and QEMU's block device: what comes back from the disk is what went there. */
@WithQemu
class BlockProperties {
    private static final boolean DEEP = Boolean.getBoolean("fencepost.deep");
    private static final int REQUESTS = DEEP ? 20_000 : 1_000;
    private static final String SAMPLE = "ms16ei-8-200-1";

    private static final String MUTANT = "ms64e-8-500-1";
    private static final Patience IMPATIENCE = Patience.millis(300);

    /** By whether it is behind PCI. */
    private static final Map<Boolean, Standby<BlockDevice>> DEVICES =
            Map.of(false, devices(false), true, devices(true));

    private static Standby<BlockDevice> devices(boolean pci) {
        return new Standby<>(() -> new BlockDevice(QemuProgram.get(), pci));
    }

    @AfterContainer
    static void stop() {
        DEVICES.values().forEach(Standby::close);
    }

    /** Runs the plan that a failure named, or else a sample. */
    @Example
    void replay() {
        run(BlockPlan.parse(System.getProperty(BlockPlan.PROPERTY, SAMPLE)));
    }

    @Claims({
        Clause.S1, Clause.S2, Clause.S3, Clause.S4, Clause.S5, Clause.S6, Clause.S7, Clause.P1, Clause.P2, Clause.P3,
        Clause.P4, Clause.P5, Clause.P7
    })
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void requestsComeBackOnceAndRight(@ForAll("plans") BlockPlan plan) {
        run(plan);
    }

    /** Long enough for some resets, and a queue that is full most of the time. */
    @Example
    void resetsComeInTheMiddle() {
        assertThat(run(BlockPlan.parse("ms32ei-100-3000-1"))).isPositive();
        assertThat(run(BlockPlan.parse("ps1024-100-3000-1"))).isPositive();
        assertThat(run(BlockPlan.parse("pp33ei-100-3000-1"))).isPositive();
    }

    /** The mutants: whatever goes wrong between driver and device is noticed. */
    @Example
    void eachMistakeIsNoticed() {
        for (BlockMutant.Mistake mistake : BlockMutant.Mistake.values()) {
            try (BlockDevice device = new BlockDevice(QemuProgram.get(), false)) {
                BlockPlan plan = BlockPlan.parse(MUTANT);
                BlockRun run = new BlockRun(
                        device, plan, driver -> new BlockMutant(driver, device.memory(), mistake), IMPATIENCE);
                assertThatThrownBy(run::run)
                        .as(mistake.name())
                        .isInstanceOf(AssertionError.class)
                        .satisfies(wrong -> assertThat(wrong.getMessage()).containsAnyOf(mistake.noticedAs))
                        .hasMessageEndingWith("Run it again:\n  " + plan.command("BlockProperties"));
            }
        }
    }

    /** Does it; how many resets there were with requests in flight. */
    private static int run(BlockPlan plan) {
        Standby<BlockDevice> devices = DEVICES.get(plan.pci());
        BlockRun run = new BlockRun(devices.get(), plan);
        try {
            run.run();
            return run.resets();
        } catch (AssertionError wrong) {
            // Nothing is known of its disk any more.
            devices.drop();
            throw wrong;
        }
    }

    @Provide
    Arbitrary<BlockPlan> plans() {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        Arbitrary<Integer> flight = Arbitraries.of(1, 2, 8, 64, 200);
        Arbitrary<Integer> requests = Arbitraries.integers().between(REQUESTS / 2, REQUESTS);
        Arbitrary<Integer> seed = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        return flag.flatMap(packed -> Combinators.combine(flag, sizes(packed), flag, flag, flight, requests, seed)
                .as((pci, size, eventIdx, indirect, most, all, number) ->
                        new BlockPlan(pci, packed, size, eventIdx, indirect, false, most, all, number)));
    }

    /** A split queue has a power of two of entries, a packed one any number. */
    private static Arbitrary<Integer> sizes(boolean packed) {
        Arbitrary<Integer> powers = Arbitraries.integers().between(1, 10).map(log -> 1 << log);
        Arbitrary<Integer> others = Arbitraries.of(3, 5, 7, 33, 100, 1000, 1023);
        return packed ? Arbitraries.oneOf(powers, others) : powers;
    }
}
