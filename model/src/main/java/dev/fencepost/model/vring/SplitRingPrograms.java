package dev.fencepost.model.vring;

import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.ScenarioWriter;
import dev.fencepost.model.protocol.SideWriter;
import java.util.ArrayList;
import java.util.List;

/** The scenarios of the split virtqueue, with what one plan has at each site, as one platform understands it. */
public final class SplitRingPrograms {
    /** Where the index of a wrapping scenario starts: the next buffer takes it round to 0. */
    private static final int LAST_INDEX = 0xffff;

    private final RingFeatures features;
    private final BarrierPlan plan;
    private final Platform platform;

    /** The programs with what {@code plan} has at each site, as {@code platform} understands it. */
    public SplitRingPrograms(RingFeatures features, BarrierPlan plan, Platform platform) {
        this.features = features;
        this.plan = plan;
        this.platform = platform;
    }

    /** Every scenario that passes exactly {@code buffers} buffers (at least 1), those that move data first. */
    public List<Scenario> scenarios(int buffers) {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(transfer("transfer", buffers, roomy(buffers), 0));
        scenarios.add(keptIndex(buffers));
        scenarios.add(kick(buffers));
        if (!features.poll()) {
            scenarios.add(interrupt("interrupt", buffers, SplitWakeups.Callbacks.ENABLED_LATE));
            scenarios.add(interrupt("delayed", buffers, SplitWakeups.Callbacks.DELAYED));
        }
        if (features.eventIdx() && !features.poll()) {
            scenarios.add(interrupt("callbacks-on", buffers, SplitWakeups.Callbacks.ALWAYS_ON));
        }
        if (buffers > 1) {
            scenarios.add(transfer("reuse", buffers, buffers - 1, LAST_INDEX));
        }
        return scenarios;
    }

    /** The whole ring in one pass, with the sites D1, D2, D3, V1, V2 and V3: what engines are measured by. */
    public Scenario wholeRing(int buffers) {
        Draft draft = new Draft(buffers, 0);
        return draft.scenario(
                "whole-ring", buffers, new SplitWholeRing(draft.memory, draft.driver, draft.device, buffers).write());
    }

    /**
     * The races between a notification and going to sleep, with notifications that overtake everything before them in
     * their sender that no full barrier holds back. No platform row is that bad; models without a doorbell often are.
     */
    public List<Scenario> overtaking(int buffers) {
        Draft kick = new Draft(buffers, 0);
        SplitOvertaking kicks = new SplitOvertaking(kick.memory, kick.driver, kick.device);
        Claim lostKick = kicks.kick(buffers);
        Draft interrupt = new Draft(buffers, 0);
        SplitOvertaking interrupts = new SplitOvertaking(interrupt.memory, interrupt.driver, interrupt.device);
        Claim lostInterrupt = interrupts.interrupt(buffers);
        return List.of(
                kick.scenario("overtaking-kick", buffers, List.of(lostKick)),
                interrupt.scenario("overtaking-interrupt", buffers, List.of(lostInterrupt)));
    }

    /** Ring entries for that many buffers without waiting; at least 2, so that the first head is not 0. */
    private static int roomy(int buffers) {
        return Math.max(2, buffers);
    }

    /** Buffers through a polled ring of {@code slots} entries, both directions of payload. */
    private Scenario transfer(String name, int buffers, int slots, int firstIndex) {
        Draft draft = new Draft(slots, firstIndex);
        SplitTransfer transfer = new SplitTransfer(draft.memory, features, draft.driver, draft.device);
        transfer.drive(buffers);
        transfer.serve(buffers);
        return draft.scenario(name, buffers, transfer.claims());
    }

    /** The device takes buffers by the index that it read for its last look before sleeping. */
    private Scenario keptIndex(int buffers) {
        Draft draft = new Draft(roomy(buffers), 0);
        SplitTransfer transfer = new SplitTransfer(draft.memory, features, draft.driver, draft.device);
        transfer.add(buffers);
        transfer.serveCached(buffers);
        return draft.scenario("kept-index", buffers, transfer.claims());
    }

    private Scenario kick(int buffers) {
        Draft draft = new Draft(buffers, 0);
        SplitWakeups wakeups = new SplitWakeups(draft.memory, features, draft.driver, draft.device);
        wakeups.publish(buffers);
        wakeups.sleepingDevice(buffers + 1);
        return draft.scenario("kick", buffers, List.of(wakeups.lostKick(buffers)));
    }

    private Scenario interrupt(String name, int buffers, SplitWakeups.Callbacks callbacks) {
        Draft draft = new Draft(buffers, 0);
        SplitWakeups wakeups = new SplitWakeups(draft.memory, features, draft.driver, draft.device);
        wakeups.sleepingDriver(buffers, callbacks);
        wakeups.complete(buffers);
        return draft.scenario(name, buffers, List.of(wakeups.lostInterrupt(buffers)));
    }

    /** A scenario being written. */
    private final class Draft {
        private final SplitRingMemory memory;
        private final ScenarioWriter writer;
        private final SideWriter driver;
        private final SideWriter device;

        Draft(int slots, int firstIndex) {
            memory = new SplitRingMemory(slots, firstIndex);
            writer = new ScenarioWriter(
                    plan, platform, memory.locations(), SplitRingProtocol.INSTANCE.meaningless(features));
            driver = writer.thread(Role.DRIVER);
            device = writer.thread(Role.DEVICE);
        }

        Scenario scenario(String name, int buffers, List<Claim> claims) {
            return writer.scenario(name, buffers, claims);
        }
    }
}
