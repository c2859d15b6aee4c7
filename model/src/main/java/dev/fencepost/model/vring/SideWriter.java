package dev.fencepost.model.vring;

import dev.fencepost.model.memory.Barrier;
import dev.fencepost.model.memory.Expression;
import dev.fencepost.model.memory.FenceKind;
import dev.fencepost.model.memory.Instruction;
import dev.fencepost.model.memory.Mode;
import dev.fencepost.model.memory.Operator;
import dev.fencepost.model.memory.Program;
import dev.fencepost.model.memory.Reach;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the program of one side, in the order in which the calls are made, with what the plan has at each site as the
 * platform understands it. Every access is marked: what a compiler does to plain ones is not judged here.
 */
final class SideWriter {
    private final Side side;
    private final BarrierPlan plan;
    private final Platform platform;
    private final Set<BarrierSite> sites = EnumSet.noneOf(BarrierSite.class);
    private final Map<String, Long> initial = new HashMap<>();
    private final Deque<List<Instruction>> open = new ArrayDeque<>();

    SideWriter(Side side, BarrierPlan plan, Platform platform) {
        this.side = side;
        this.plan = plan;
        this.platform = platform;
        open.push(new ArrayList<>());
    }

    static Expression constant(long value) {
        return Expression.constant(value);
    }

    static Expression register(String name) {
        return Expression.register(name);
    }

    /** {@code (u16)(left - right)}. */
    static Expression distance(Expression left, Expression right) {
        return wrap(Expression.binary(Operator.SUBTRACT, left, right));
    }

    /** The low 16 bits. */
    static Expression wrap(Expression value) {
        return Expression.binary(Operator.AND, value, constant(0xffff));
    }

    static Expression differ(Expression left, Expression right) {
        return Expression.binary(Operator.NOT_EQUAL, left, right);
    }

    /**
     * {@code need_event} of VIRTIO 1.3 section 2.7.7: whether moving from {@code before} to {@code now} passes
     * {@code event}.
     */
    static Expression needEvent(Expression event, int now, int before) {
        Expression passed = distance(Expression.binary(Operator.SUBTRACT, constant(now), event), constant(1));
        return Expression.binary(Operator.LESS, passed, constant(now - before & 0xffff));
    }

    /** Gives a register a value before the thread starts. */
    void starts(String register, long value) {
        initial.put(register, value);
    }

    /** A store; {@code at} are the sites that a release would annotate here. */
    void store(Expression address, Expression value, BarrierSite... at) {
        add(new Instruction.Store(address, value, mode(Mode.RELEASE, at)));
    }

    /** A load; {@code at} are the sites that an acquire would annotate here. */
    void load(String register, Expression address, BarrierSite... at) {
        add(new Instruction.Load(register, address, mode(Mode.ACQUIRE, at)));
    }

    void assign(String register, Expression value) {
        add(new Instruction.Assign(register, value));
    }

    /** The barriers that the plan has at these sites, in this order, as fences. */
    void barrier(BarrierSite... at) {
        for (BarrierSite site : at) {
            sites.add(site);
            if (effect(site) instanceof Effect.Fence fence) {
                add(new Instruction.Fence(fence.barrier(), site.name()));
            }
        }
    }

    /** What follows the sender's earlier stores wherever they go: writel, a trap. Not a site of the ring. */
    void beforeNotification() {
        add(new Instruction.Fence(new Barrier("notify", FenceKind.STORE_STORE, Reach.SYSTEM, false), ""));
    }

    /** What being woken means: everything after it is after the notification. Not a site of the ring. */
    void afterWakeup() {
        fullFence("wakeup");
    }

    /** A full fence that belongs to no site. */
    void fullFence(String name) {
        add(new Instruction.Fence(new Barrier(name, FenceKind.FULL, Reach.SYSTEM, true), ""));
    }

    void when(Expression condition, Runnable then) {
        open.push(new ArrayList<>());
        then.run();
        List<Instruction> body = open.pop();
        add(new Instruction.If(condition, body, List.of()));
    }

    void either(Expression condition, Runnable then, Runnable otherwise) {
        open.push(new ArrayList<>());
        then.run();
        List<Instruction> first = open.pop();
        open.push(new ArrayList<>());
        otherwise.run();
        List<Instruction> second = open.pop();
        add(new Instruction.If(condition, first, second));
    }

    Program.Thread thread() {
        return new Program.Thread(side.label(), initial, open.getFirst());
    }

    Set<BarrierSite> sites() {
        return sites;
    }

    private void add(Instruction instruction) {
        open.getFirst().add(instruction);
    }

    private Mode mode(Mode annotation, BarrierSite... at) {
        for (BarrierSite site : at) {
            if (effect(site) instanceof Effect.Annotation annotated && annotated.mode() == annotation) {
                return annotation;
            }
        }
        return Mode.ONCE;
    }

    private Effect effect(BarrierSite site) {
        return Effect.of(plan.at(site), platform.party(side));
    }
}
