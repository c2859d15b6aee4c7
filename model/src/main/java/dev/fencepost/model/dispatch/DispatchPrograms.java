package dev.fencepost.model.dispatch;

import static dev.fencepost.model.protocol.Facts.all;
import static dev.fencepost.model.protocol.Facts.equal;
import static dev.fencepost.model.protocol.SideWriter.constant;
import static dev.fencepost.model.protocol.SideWriter.differ;
import static dev.fencepost.model.protocol.SideWriter.register;

import dev.fencepost.model.memory.Condition;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Facts;
import dev.fencepost.model.protocol.Locations;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.ScenarioWriter;
import dev.fencepost.model.protocol.SideWriter;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The programs of {@link DispatchProtocol}. What is written anew or freed is so behind the branch that the algorithm
 * has: a store waits for the branch before it. Loads do not: where the algorithm loads only after what it has seen, the
 * program may load in any case, and its claim asks for what was seen.
 */
final class DispatchPrograms {
    private static final long WRITTEN = 1;
    private static final long REUSED = 9;

    private final boolean dereference;
    private final BarrierPlan plan;
    private final Platform platform;

    /** @param dereference whether a reader loads what a view holds by the pointer to it that it has loaded */
    DispatchPrograms(boolean dereference, BarrierPlan plan, Platform platform) {
        this.dereference = dereference;
        this.plan = plan;
        this.platform = platform;
    }

    List<Scenario> scenarios(int bound) {
        return List.of(swap(bound), takeBack(bound), reference(bound), handover(bound), doorbell(bound));
    }

    // ---- A view is replaced under readers.

    /** Readers, one for each unit of the bound, against a swap that frees the old view. */
    private Scenario swap(int readers) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory, meaningless());
        SideWriter topology = writer.thread(DispatchSite.Roles.TOPOLOGY);
        Expression current = memory.single("current", 0);
        Expression oldView = memory.element("view", 2, 0);
        Expression newView = memory.element("view", 2, 1);
        topology.store(newView, constant(WRITTEN));
        replace(topology, memory);
        List<Condition> unbuilt = new ArrayList<>();
        List<Condition> freed = new ArrayList<>();
        List<Condition> nobody = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            topology.load("reads" + i, memory.single("reading" + i, 0), DispatchSite.QT2);
            nobody.add(equal(topology, "reads" + i, 0));
        }
        topology.when(nobodyReads(readers), () -> topology.store(oldView, constant(REUSED)));
        for (int i = 0; i < readers; i++) {
            SideWriter reader = writer.thread(readers == 1 ? "vcpu" : "vcpu " + i, DispatchSite.Roles.READER);
            beginReading(reader, memory, i);
            if (dereference) {
                reader.load("old", Expression.binary(Operator.ADD, oldView, register("view")), DispatchSite.QR3);
                reader.assign("new", register("old"));
            } else {
                // One load in the algorithm, of what the view that was found holds.
                reader.load("old", oldView, DispatchSite.QR3);
                reader.load("new", newView, DispatchSite.QR3);
            }
            endReading(reader, memory, i);
            unbuilt.add(all(equal(reader, "view", 1), equal(reader, "new", 0)));
            freed.add(
                    all(all(nobody.toArray(Condition[]::new)), equal(reader, "view", 0), equal(reader, "old", REUSED)));
        }
        return writer.scenario(
                "swap",
                readers,
                List.of(
                        new Claim(Facts.any(unbuilt), Clause.Q3, "a reader finds a view that is not built yet"),
                        new Claim(Facts.any(freed), Clause.Q3, "a view is freed while somebody reads it")));
    }

    private Set<BarrierSite> meaningless() {
        return dereference ? Set.of(DispatchSite.QR2) : Set.of();
    }

    private static Expression nobodyReads(int readers) {
        Expression anybody = register("reads0");
        for (int i = 1; i < readers; i++) {
            anybody = Expression.binary(Operator.OR, anybody, register("reads" + i));
        }
        return Expression.binary(Operator.EQUAL, anybody, constant(0));
    }

    private void replace(SideWriter topology, Locations memory) {
        topology.barrier(DispatchSite.QT1);
        topology.store(memory.single("current", 0), constant(1), DispatchSite.QT1, DispatchSite.QT2);
        topology.barrier(DispatchSite.QT2);
    }

    private void beginReading(SideWriter reader, Locations memory, int number) {
        reader.store(memory.single("reading" + number, 0), constant(1), DispatchSite.QR1);
        reader.barrier(DispatchSite.QR1);
        reader.load("view", memory.single("current", 0), DispatchSite.QR1, DispatchSite.QR2);
        reader.barrier(DispatchSite.QR2);
    }

    private void endReading(SideWriter reader, Locations memory, int number) {
        reader.barrier(DispatchSite.QR3);
        reader.store(memory.single("reading" + number, 0), constant(0), DispatchSite.QR3);
    }

    // ---- A queue is taken back from the I/O thread while its doorbell rings.

    private Scenario takeBack(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory, meaningless());
        SideWriter topology = writer.thread(DispatchSite.Roles.TOPOLOGY);
        SideWriter vcpu = writer.thread(DispatchSite.Roles.READER);
        replace(topology, memory);
        topology.load("reads", memory.single("reading0", 0), DispatchSite.QT2, DispatchSite.QT4);
        topology.barrier(DispatchSite.QT4);
        Expression kicked = memory.single("kicked", 0);
        topology.load("kick", kicked);
        topology.when(
                differ(register("kick"), constant(0)),
                () -> topology.fetch(Operator.AND, "accepted", kicked, constant(0), Mode.ACQUIRE));
        beginReading(vcpu, memory, 0);
        vcpu.when(differ(register("view"), constant(1)), () -> ring(vcpu, memory, DispatchSite.QR3));
        endReading(vcpu, memory, 0);
        Condition lost = all(equal(vcpu, "view", 0), equal(topology, "reads", 0), equal(topology, "kick", 0));
        return writer.scenario(
                "take-back",
                bound,
                List.of(new Claim(lost, Clause.Q8, "a doorbell rings that was taken away, and nobody hears it")));
    }

    private void ring(SideWriter who, Locations memory, DispatchSite... beforeIt) {
        who.barrier(DispatchSite.QK3);
        Expression kicked = memory.single("kicked", 0);
        who.fetch(Operator.OR, "rung", kicked, constant(1), Mode.ONCE, DispatchSite.QK3, DispatchSite.QK1);
        who.barrier(DispatchSite.QK1);
        DispatchSite[] annotated = Arrays.copyOf(beforeIt, beforeIt.length + 1);
        annotated[beforeIt.length] = DispatchSite.QK1;
        who.load("sleeps", memory.single("asleep", 0), annotated);
    }

    // ---- References.

    /**
     * A user takes a reference unless the last one is gone, uses the device, leaves something there, and drops the
     * reference; the device is unplugged. Who frees it looks at what it holds.
     */
    private Scenario reference(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory, meaningless());
        SideWriter vcpu = writer.thread(DispatchSite.Roles.READER);
        SideWriter topology = writer.thread(DispatchSite.Roles.TOPOLOGY);
        Expression references = memory.single("references", 1);
        Expression device = memory.single("device", 0);
        Expression left = memory.single("left", 0);
        vcpu.load("count", references);
        vcpu.when(differ(register("count"), constant(0)), () -> {
            Expression more = Expression.binary(Operator.ADD, register("count"), constant(1));
            vcpu.compareExchange("found", references, register("count"), more, Mode.ACQUIRE);
            vcpu.assign("took", Expression.binary(Operator.EQUAL, register("found"), register("count")));
            vcpu.when(register("took"), () -> {
                vcpu.load("used", device, DispatchSite.QO1);
                vcpu.store(left, constant(WRITTEN));
                drop(vcpu, memory);
            });
        });
        drop(topology, memory);
        topology.load("gone", memory.single("retired", 0), DispatchSite.QO2);
        topology.barrier(DispatchSite.QO2);
        topology.load("holds", left);
        topology.when(register("gone"), () -> topology.store(device, constant(REUSED)));
        Condition freed = all(equal(topology, "gone", 1), equal(vcpu, "used", REUSED));
        Condition leaked = all(equal(topology, "gone", 1), equal(vcpu, "took", 1), equal(topology, "holds", 0));
        return writer.scenario(
                "reference",
                bound,
                List.of(
                        new Claim(freed, Clause.Q4, "a device is freed while somebody has a reference on it"),
                        new Claim(leaked, Clause.Q4, "a device is freed without what its last user left there")));
    }

    /**
     * A release at QO1 orders the update, not the store behind it. On Armv8 that is enough, as an update that acquires
     * and releases is a full barrier there; in the kernel's model nothing less than smp_mb is.
     */
    private void drop(SideWriter who, Locations memory) {
        who.barrier(DispatchSite.QO1);
        who.fetch(Operator.ADD, "before", memory.single("references", 1), constant(-1), Mode.ACQUIRE, DispatchSite.QO1);
        who.when(
                Expression.binary(Operator.EQUAL, register("before"), constant(1)),
                () -> who.store(memory.single("retired", 0), constant(1)));
    }

    // ---- Handover and doorbells.

    /**
     * A kick is left from before: the I/O thread looks at the queue as soon as it is attached. It looks once more when
     * it has the AioContext.
     */
    private Scenario handover(int bound) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory, meaningless());
        SideWriter topology = writer.thread(DispatchSite.Roles.TOPOLOGY);
        SideWriter io = writer.thread(DispatchSite.Roles.IO_THREAD);
        Expression started = memory.single("started", 0);
        Expression attached = memory.single("attached", 0);
        topology.store(started, constant(1));
        topology.barrier(DispatchSite.QA1);
        topology.store(attached, constant(1), DispatchSite.QA1);
        io.load("looked", attached, DispatchSite.QA2);
        io.barrier(DispatchSite.QA2);
        io.when(differ(register("looked"), constant(0)), () -> {
            io.load("attached", attached, DispatchSite.QA2);
            io.barrier(DispatchSite.QA2);
            io.load("started", started);
        });
        Condition early = all(equal(io, "attached", 1), equal(io, "started", 0));
        return writer.scenario(
                "handover",
                bound,
                List.of(new Claim(early, Clause.Q8, "the I/O thread serves a queue that is not started")));
    }

    /** Kickers, one for each unit of the bound, against an I/O thread that is about to sleep. */
    private Scenario doorbell(int kickers) {
        Locations memory = new Locations();
        ScenarioWriter writer = new ScenarioWriter(plan, platform, memory, meaningless());
        SideWriter io = writer.thread(DispatchSite.Roles.IO_THREAD);
        Expression kicked = memory.single("kicked", 0);
        io.store(memory.single("asleep", 0), constant(1), DispatchSite.QK2);
        io.barrier(DispatchSite.QK2);
        io.load("kick", kicked, DispatchSite.QK2);
        io.when(differ(register("kick"), constant(0)), () -> {
            io.fetch(Operator.AND, "accepted", kicked, constant(0), Mode.ACQUIRE);
            for (int i = 0; i < kickers; i++) {
                io.load("request" + i, memory.single("request" + i, 0));
            }
        });
        List<Condition> lost = new ArrayList<>();
        List<Condition> unseen = new ArrayList<>();
        for (int i = 0; i < kickers; i++) {
            SideWriter vcpu = writer.thread(kickers == 1 ? "vcpu" : "vcpu " + i, DispatchSite.Roles.READER);
            vcpu.store(memory.single("request" + i, 0), constant(1));
            ring(vcpu, memory);
            lost.add(all(equal(vcpu, "sleeps", 0), equal(io, "kick", 0)));
        }
        unseen.add(all(
                equal(io, "accepted", 1),
                kickers == 1 ? equal(io, "request0", 0) : all(equal(io, "request0", 0), equal(io, "request1", 0))));
        return writer.scenario(
                "doorbell",
                kickers,
                List.of(
                        new Claim(Facts.any(lost), Clause.Q8, "the I/O thread sleeps on a kick"),
                        new Claim(Facts.any(unseen), Clause.Q8, "a kick is accepted and its request not seen")));
    }
}
