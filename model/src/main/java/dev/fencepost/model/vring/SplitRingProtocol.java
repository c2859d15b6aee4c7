package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The split virtqueue of VIRTIO 1.3 section 2.7 as a family of bounded weak-memory programs, in the order of accesses
 * that the Linux driver and vhost have. Together the scenarios contain every shared access and every barrier site; a
 * plan is right within a bound if no scenario has an execution that ends in one of its claims.
 *
 * <p>Left out: indirect and chained descriptors (one descriptor stands for a chain), what a compiler does to plain
 * accesses, interrupts that arrive while their side is awake, and a device that breaks the protocol.
 */
public final class SplitRingProtocol {
    /** Where the index of a wrapping scenario starts: the next buffer takes it round to 0. */
    private static final int LAST_INDEX = 0xffff;

    private final RingFeatures features;
    private final BarrierPlan plan;
    private final Platform platform;

    /** The protocol with what {@code plan} has at each site, as {@code platform} understands it. */
    public SplitRingProtocol(RingFeatures features, BarrierPlan plan, Platform platform) {
        this.features = features;
        this.plan = plan;
        this.platform = platform;
    }

    /**
     * The sites that these features have. V6 is one only where the device consumes in place, and then it orders all
     * that V2 does, so that V2 can only be judged where it is not; D4 writes used_event, which only EVENT_IDX has.
     */
    public static Set<BarrierSite> sites(RingFeatures features) {
        Set<BarrierSite> sites = EnumSet.allOf(BarrierSite.class);
        sites.remove(features.inPlace() ? BarrierSite.V2 : BarrierSite.V6);
        if (!features.eventIdx()) {
            sites.remove(BarrierSite.D4);
        }
        return sites;
    }

    /** Every scenario that passes exactly {@code buffers} buffers (at least 1), those that move data first. */
    public List<Scenario> scenarios(int buffers) {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(transfer("transfer", buffers, roomy(buffers), 0));
        scenarios.add(keptIndex(buffers));
        scenarios.add(kick(buffers));
        scenarios.add(interrupt("interrupt", buffers, SplitWakeups.Callbacks.ENABLED_LATE));
        scenarios.add(interrupt("delayed", buffers, SplitWakeups.Callbacks.DELAYED));
        if (features.eventIdx()) {
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
        private final SideWriter driver = new SideWriter(Side.DRIVER, plan, platform);
        private final SideWriter device = new SideWriter(Side.DEVICE, plan, platform);

        Draft(int slots, int firstIndex) {
            memory = new SplitRingMemory(slots, firstIndex);
        }

        Scenario scenario(String name, int buffers, List<Claim> claims) {
            Program program = new Program(name, memory.locations(), List.of(driver.thread(), device.thread()));
            Set<BarrierSite> sites = EnumSet.noneOf(BarrierSite.class);
            sites.addAll(driver.sites());
            sites.addAll(device.sites());
            return new Scenario(
                    name, buffers, platform.architecture().lowering().lower(program), claims, sites);
        }
    }
}
