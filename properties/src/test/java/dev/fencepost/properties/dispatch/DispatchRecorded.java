package dev.fencepost.properties.dispatch;

import static dev.fencepost.properties.protocol.Sites.variant;

import dev.fencepost.impl.dispatch.DataPlane;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.properties.recorded.RecordedCheck;
import dev.fencepost.properties.recorded.RecordedRun;
import dev.fencepost.properties.recorded.Recorder;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The dispatcher's implementation against its protocol: what it does where the protocol has one of its scenarios. An
 * operation of one side is made while one of the other is under way, before each of its accesses in turn.
 */
final class DispatchRecorded {
    static final DispatchLayout LAYOUT = DispatchLayout.dense(2, 1, 1, 1, 1);
    static final int DEVICE = LAYOUT.size();
    static final int LEFT = DEVICE + 4;
    static final int LEFT_BY_UNPLUG = DEVICE + 8;
    static final int REQUEST = DEVICE + 12;

    /** Of the others the implementation has no part: it waits for readers by polling, and its kicks are updates. */
    private static final Set<String> SCENARIOS = Set.of("swap", "reference", "take-back", "handover", "doorbell");

    private static final int SIZE = DEVICE + 16;
    private static final int NUMBER = 0;
    private static final int ADDRESS = 0x100;
    private static final int DOORBELL = 4;
    private static final int VCPU = 0;
    private static final int OTHER = 1;
    /** Where a vCPU has found the device: then it is not hidden from it. */
    private static final int HAS_FOUND = 3;

    private final SharedMemory memory = new ArrayMemory(SIZE);
    private final DispatchWatch watch = new DispatchWatch(memory, LAYOUT);
    private final Dispatcher dispatcher = new Dispatcher(watch, LAYOUT, new NoLocks(), () -> {});
    private final Topology topology = new Topology(dispatcher);
    private final DataPlane dataPlane = new DataPlane(dispatcher, dispatcher.thread(OTHER));
    private final int meanwhile;
    private final boolean atOnce;

    /** How many accesses of the operation that is under way were made. */
    private int accesses;

    private boolean used;

    /** {@code schedule} as a number: before which access the other side comes, and how fast it goes on. */
    private DispatchRecorded(boolean... schedule) {
        int number = 0;
        for (int i = 0; i < schedule.length; i++) {
            number |= schedule[i] ? 1 << i : 0;
        }
        meanwhile = number >> 1;
        atOnce = (number & 1) != 0;
    }

    /** Every scenario with that plan, the other side at every point. */
    static RecordedCheck<Scenario> check(BarrierPlan plan) {
        return new RecordedCheck<>(
                DispatchRecorded::run,
                variant("dispatch", "RETIRED")
                        .scenarios(plan, Platforms.of("smp-lkmm").orElseThrow(), 1)
                        .stream()
                        .filter(scenario -> SCENARIOS.contains(scenario.name()))
                        .toList(),
                6);
    }

    private static RecordedRun run(
            Scenario scenario,
            boolean[] schedule,
            Function<SharedMemory, Recorder> first,
            Function<SharedMemory, Recorder> second) {
        DispatchRecorded run = new DispatchRecorded(schedule);
        Recorder left = first.apply(run.memory);
        Recorder right = second.apply(run.memory);
        run.prepare(scenario.name());
        DispatchPlaces places = new DispatchPlaces(run.memory);
        switch (scenario.name()) {
            case "swap" -> run.against(right, left, 0, run::readRegister, run::rearrange);
            case "reference" -> run.against(left, right, HAS_FOUND, run::writeRegister, run::unplug);
            case "take-back" -> run.during(left, run::stop, right, run::ring);
            case "handover" -> run.during(left, run::start, right, run::poll);
            default -> run.during(left, run::sleep, right, run::postAndRing);
        }
        return new RecordedRun(places.of(scenario), List.of(left, right));
    }

    private void prepare(String scenario) {
        DispatchThread thread = dispatcher.thread(OTHER);
        topology.plug(thread, new Probe(), ADDRESS);
        if (scenario.equals("take-back") || scenario.equals("doorbell")) {
            topology.start(thread, NUMBER);
        }
        topology.reclaim(thread);
        memory.store32(Mode.PLAIN, LAYOUT.kicked(NUMBER), scenario.equals("handover") ? 1 : 0);
    }

    // ---- Who comes when.

    /** Runs {@code operation}, and {@code others} before one of its accesses or behind it. */
    private void during(Recorder side, Runnable operation, Recorder otherSide, Runnable others) {
        Runnable once = () -> {
            if (accesses++ == meanwhile) {
                watch.as(otherSide, () -> {}, others);
            }
        };
        watch.as(side, once, operation);
        if (accesses <= meanwhile) {
            watch.as(otherSide, () -> {}, others);
        }
    }

    /**
     * Runs an access of the vCPU, meanwhile a change of the topology, and what reclaims what was replaced: at once or
     * as soon as the vCPU does not read, which the protocol has no epochs to tell apart, or at the end.
     */
    private void against(Recorder vcpu, Recorder main, int from, Runnable access, Runnable change) {
        boolean[] done = new boolean[2];
        Runnable changes = () -> {
            watch.as(main, () -> {}, change);
            done[0] = true;
        };
        Runnable reclaims = () -> {
            watch.as(main, () -> {}, this::reclaim);
            done[1] = true;
        };
        Runnable steps = () -> {
            if (!done[0] && accesses >= from + meanwhile && !isOnItsWay()) {
                changes.run();
            }
            if (done[0] && !done[1] && atOnce && mayReclaim(from)) {
                reclaims.run();
            }
            accesses++;
        };
        watch.as(vcpu, steps, access);
        if (!done[0]) {
            changes.run();
        }
        if (!done[1]) {
            reclaims.run();
        }
    }

    /** A vCPU with a reference whose callback has not begun: if the device goes now there is none, and no use (Q9). */
    private boolean isOnItsWay() {
        return memory.load32(Mode.PLAIN, LAYOUT.references(NUMBER)) > 1 && !used;
    }

    /** In the protocol a device is looked at once, when the vCPU does not read; and a reader is of the first epoch. */
    private boolean mayReclaim(int from) {
        long since = memory.load64(Mode.PLAIN, LAYOUT.reader(VCPU));
        return since == 0 || from == 0 && since < memory.load64(Mode.PLAIN, LAYOUT.epoch());
    }

    // ---- What they do.

    private void readRegister() {
        dispatcher.read(dispatcher.thread(VCPU), ADDRESS, 4);
    }

    private void writeRegister() {
        dispatcher.write(dispatcher.thread(VCPU), ADDRESS, 4, 1);
    }

    private void ring() {
        dispatcher.write(dispatcher.thread(VCPU), ADDRESS + DOORBELL, 4, 1);
    }

    private void postAndRing() {
        watch.store32(Mode.OPAQUE, REQUEST, 1);
        ring();
    }

    private void rearrange() {
        topology.rearrange(dispatcher.thread(OTHER));
    }

    private void unplug() {
        watch.store32(Mode.OPAQUE, LEFT_BY_UNPLUG, 1);
        topology.unplug(dispatcher.thread(OTHER), NUMBER);
    }

    private void reclaim() {
        topology.reclaim(dispatcher.thread(OTHER));
    }

    private void start() {
        topology.start(dispatcher.thread(OTHER), NUMBER);
    }

    private void stop() {
        topology.stop(dispatcher.thread(OTHER), NUMBER);
    }

    private void poll() {
        dataPlane.poll();
    }

    /** The protocol ends where it is known that there is work: that the thread says it is awake is no part of it. */
    private void sleep() {
        if (!dataPlane.maySleep()) {
            watch.as(memory, () -> {}, dataPlane::awake);
            dataPlane.poll();
        }
    }

    /** Does what the protocol has of a device. */
    private final class Probe extends Device {
        Probe() {
            super(Region.of(8, Locking.LOCK_FREE).withWidths(4, 4).withDoorbell(DOORBELL, 4));
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return 0;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long value) {
            if (offset != DOORBELL) {
                used = true;
                watch.store32(Mode.OPAQUE, LEFT, 1);
                watch.load32(Mode.OPAQUE, DEVICE);
            }
        }

        @Override
        public void serve(DispatchThread thread) {
            watch.load32(Mode.OPAQUE, REQUEST);
        }

        @Override
        public void free() {
            watch.load32(Mode.OPAQUE, LEFT);
            watch.store32(Mode.OPAQUE, DEVICE, DispatchPlaces.REUSED);
        }
    }

    /** One thread plays both sides, which never need the same lock at once. */
    private static final class NoLocks extends Locks {
        @Override
        public void lock(LockKind kind, int index, int thread) {}

        @Override
        public void unlock(LockKind kind, int index, int thread) {}

        @Override
        public void relax() {
            throw new IllegalStateException("waits for a side that does not move");
        }
    }
}
