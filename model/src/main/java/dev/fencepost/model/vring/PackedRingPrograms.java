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

/** The scenarios of the packed virtqueue, with what one plan has at each site, as one platform understands it. */
public final class PackedRingPrograms {
    private final RingFeatures features;
    private final BarrierPlan plan;
    private final Platform platform;

    /** The programs with what {@code plan} has at each site, as {@code platform} understands it. */
    public PackedRingPrograms(RingFeatures features, BarrierPlan plan, Platform platform) {
        this.features = features;
        this.plan = plan;
        this.platform = platform;
    }

    /** Every scenario that passes exactly {@code buffers} buffers (at least 1), those that move data first. */
    public List<Scenario> scenarios(int buffers) {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(transfer("transfer", buffers, buffers));
        if (buffers == 1) {
            scenarios.add(list());
        }
        scenarios.add(kick(buffers));
        if (!features.poll()) {
            scenarios.add(interrupt("interrupt", buffers, PackedWakeups.Callbacks.ENABLED_LATE));
            scenarios.add(interrupt("delayed", buffers, PackedWakeups.Callbacks.DELAYED));
        }
        if (features.eventIdx() && !features.poll()) {
            scenarios.add(interrupt("callbacks-on", buffers, PackedWakeups.Callbacks.ALWAYS_ON));
            if (buffers == 1) {
                scenarios.add(position());
            }
        }
        if (buffers > 1) {
            scenarios.add(transfer("reuse", buffers, buffers - 1));
        }
        return scenarios;
    }

    /** Buffers through a polled ring of {@code slots} slots, both directions of payload; the last one laps the ring. */
    private Scenario transfer(String name, int buffers, int slots) {
        Draft draft = new Draft(slots);
        PackedTransfer transfer = new PackedTransfer(draft.memory, features, draft.driver, draft.device);
        transfer.drive(buffers);
        transfer.serve(buffers);
        return draft.scenario(name, buffers, transfer.claims());
    }

    private Scenario list() {
        Draft draft = new Draft(2);
        PackedTransfer transfer = new PackedTransfer(draft.memory, features, draft.driver, draft.device);
        transfer.list();
        return draft.scenario("list", 1, transfer.claims());
    }

    private Scenario kick(int buffers) {
        Draft draft = new Draft(buffers);
        PackedWakeups wakeups = draft.wakeups(buffers);
        wakeups.publish();
        wakeups.sleepingDevice();
        return draft.scenario("kick", buffers, List.of(wakeups.lostKick()));
    }

    private Scenario interrupt(String name, int buffers, PackedWakeups.Callbacks callbacks) {
        Draft draft = new Draft(buffers);
        PackedWakeups wakeups = draft.wakeups(buffers);
        wakeups.sleepingDriver(callbacks);
        wakeups.complete();
        return draft.scenario(name, buffers, List.of(wakeups.lostInterrupt()));
    }

    private Scenario position() {
        Draft draft = new Draft(1);
        return draft.scenario("event-position", 1, List.of(draft.wakeups(1).stalePosition()));
    }

    /** A scenario being written. */
    private final class Draft {
        private final PackedRingMemory memory;
        private final ScenarioWriter writer;
        private final SideWriter driver;
        private final SideWriter device;

        Draft(int slots) {
            memory = new PackedRingMemory(slots);
            writer = new ScenarioWriter(
                    plan, platform, memory.locations(), PackedRingProtocol.INSTANCE.meaningless(features));
            driver = writer.thread(Role.DRIVER);
            device = writer.thread(Role.DEVICE);
        }

        PackedWakeups wakeups(int buffers) {
            return new PackedWakeups(memory, features, driver, device, buffers);
        }

        Scenario scenario(String name, int buffers, List<Claim> claims) {
            return writer.scenario(name, buffers, claims);
        }
    }
}
