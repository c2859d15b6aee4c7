package dev.fencepost.properties.protocol;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.memory.program.Reach;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the program of one thread, in the order in which the calls are made, with what the plan has at each site as
 * the platform understands it. Every access is marked: what a compiler does to plain ones is not judged here.
 */
public final class SideWriter {
    private final int index;
    private final String name;
    private final Role role;
    private final BarrierPlan plan;
    private final Platform platform;
    private final Set<BarrierSite> sites = new LinkedHashSet<>();
    private final Map<String, Long> initial = new HashMap<>();
    private final Deque<List<Instruction>> open = new ArrayDeque<>();

    SideWriter(int index, String name, Role role, BarrierPlan plan, Platform platform) {
        this.index = index;
        this.name = name;
        this.role = role;
        this.plan = plan;
        this.platform = platform;
        open.push(new ArrayList<>());
    }

    /** A number. */
    public static Expression constant(long value) {
        return Expression.constant(value);
    }

    /** The value of a register of this thread. */
    public static Expression register(String name) {
        return Expression.register(name);
    }

    /** {@code (u16)(left - right)}. */
    public static Expression distance(Expression left, Expression right) {
        return wrap(Expression.binary(Operator.SUBTRACT, left, right));
    }

    /** The low 16 bits. */
    public static Expression wrap(Expression value) {
        return Expression.binary(Operator.AND, value, constant(0xffff));
    }

    /** 1 if they differ, else 0. */
    public static Expression differ(Expression left, Expression right) {
        return Expression.binary(Operator.NOT_EQUAL, left, right);
    }

    /**
     * {@code need_event} of VIRTIO 1.3 section 2.7.7: whether moving from {@code before} to {@code now} passes
     * {@code event}.
     */
    public static Expression needEvent(Expression event, int now, int before) {
        Expression passed = distance(Expression.binary(Operator.SUBTRACT, constant(now), event), constant(1));
        return Expression.binary(Operator.LESS, passed, constant(now - before & 0xffff));
    }

    /** Gives a register a value before the thread starts. */
    public void starts(String register, long value) {
        initial.put(register, value);
    }

    /** A store; {@code at} are the sites that a release would annotate here. */
    public void store(Expression address, Expression value, BarrierSite... at) {
        add(new Instruction.Store(address, value, mode(Mode.RELEASE, at)));
    }

    /** A load; {@code at} are the sites that an acquire would annotate here. */
    public void load(String register, Expression address, BarrierSite... at) {
        add(new Instruction.Load(register, address, mode(Mode.ACQUIRE, at)));
    }

    /** A load that is an acquire whatever the plan is: not a site, but part of the algorithm. */
    public void loadAcquire(String register, Expression address) {
        add(new Instruction.Load(register, address, Mode.ACQUIRE));
    }

    /** Gives a register a value, without touching memory. */
    public void assign(String register, Expression value) {
        add(new Instruction.Assign(register, value));
    }

    /**
     * An atomic exchange: {@code register} becomes the old value. For {@code mode} and {@code at} see {@link #update}.
     */
    public void exchange(String register, Expression address, Expression value, Mode mode, BarrierSite... at) {
        update(register, address, constant(1), value, new Expression.Old(), mode, at);
    }

    /**
     * A compare-and-exchange: {@code desired} is written where the old value is {@code expected}, and {@code register}
     * becomes the old value in either case. A failed one orders nothing but what its dependencies order.
     */
    public void compareExchange(
            String register,
            Expression address,
            Expression expected,
            Expression desired,
            Mode mode,
            BarrierSite... at) {
        Expression same = Expression.binary(Operator.EQUAL, new Expression.Old(), expected);
        update(register, address, same, desired, new Expression.Old(), mode, at);
    }

    /** An atomic {@code old operator operand}: {@code register} becomes the old value. */
    public void fetch(
            Operator operator, String register, Expression address, Expression operand, Mode mode, BarrierSite... at) {
        Expression updated = Expression.binary(operator, new Expression.Old(), operand);
        update(register, address, constant(1), updated, new Expression.Old(), mode, at);
    }

    /**
     * Any atomic read-modify-write, see {@link Instruction.ReadModifyWrite}. {@code mode} is what the algorithm has
     * without regard to the plan: {@link Mode#ONCE} for a relaxed one, {@link Mode#MB} for one that is a full barrier.
     * {@code at} are the sites that a release or acquire would annotate here, beside what the algorithm has: its write
     * is the site's store, but where a reader's site begins with it (MP), its read is the site's load.
     */
    public void update(
            String register,
            Expression address,
            Expression condition,
            Expression update,
            Expression result,
            Mode mode,
            BarrierSite... at) {
        boolean release = mode == Mode.RELEASE || mode(Mode.RELEASE, at) == Mode.RELEASE;
        BarrierSite[] begun = Arrays.stream(at)
                .filter(site -> site.shape() == Shape.MP_READER)
                .toArray(BarrierSite[]::new);
        boolean acquire = mode == Mode.ACQUIRE || mode(Mode.ACQUIRE, begun) == Mode.ACQUIRE;
        Mode annotated =
                release && acquire ? Mode.ACQUIRE_RELEASE : release ? Mode.RELEASE : acquire ? Mode.ACQUIRE : mode;
        boolean stronger = mode == Mode.MB || mode == Mode.ACQUIRE_RELEASE;
        add(new Instruction.ReadModifyWrite(register, address, condition, update, result, stronger ? mode : annotated));
    }

    /**
     * A loop of at most {@code bound} rounds: {@code test} is written before the condition, {@code body} is a round.
     */
    public void loop(int bound, Runnable test, Expression condition, Runnable body) {
        List<Instruction> before = written(test);
        add(new Instruction.Loop(before, condition, written(body), bound));
    }

    /** The barriers that the plan has at these sites, in this order, as fences. */
    public void barrier(BarrierSite... at) {
        for (BarrierSite site : at) {
            sites.add(site);
            for (Primitive primitive : plan.at(site).primitives()) {
                if (effect(primitive) instanceof Effect.Fence fence) {
                    add(new Instruction.Fence(fence.barrier(), site.name()));
                }
            }
        }
    }

    /** What follows the sender's earlier stores wherever they go: writel, a trap. Not a site of the protocol. */
    public void beforeNotification() {
        add(new Instruction.Fence(new Barrier("notify", FenceKind.STORE_STORE, Reach.SYSTEM, false), ""));
    }

    /** What being woken means: everything after it is after the notification. Not a site of the protocol. */
    public void afterWakeup() {
        fullFence("wakeup");
    }

    /** A full fence that belongs to no site, and reaches into the thread's own device registers, if it has any. */
    public void fullFence(String name) {
        add(new Instruction.Fence(new Barrier(name, FenceKind.FULL, Reach.DEVICE, true), ""));
    }

    /** What {@code then} writes, where the condition is not 0. */
    public void when(Expression condition, Runnable then) {
        add(new Instruction.If(condition, written(then), List.of()));
    }

    /** What {@code then} writes where the condition is not 0, what {@code otherwise} writes elsewhere. */
    public void either(Expression condition, Runnable then, Runnable otherwise) {
        List<Instruction> first = written(then);
        add(new Instruction.If(condition, first, written(otherwise)));
    }

    private List<Instruction> written(Runnable body) {
        open.push(new ArrayList<>());
        body.run();
        return open.pop();
    }

    /** Which thread of the program this is, from 0. */
    public int index() {
        return index;
    }

    Role role() {
        return role;
    }

    Program.Thread thread() {
        return new Program.Thread(name, initial, open.getFirst());
    }

    Set<BarrierSite> sites() {
        return sites;
    }

    private void add(Instruction instruction) {
        open.getFirst().add(instruction);
    }

    private Mode mode(Mode annotation, BarrierSite... at) {
        for (BarrierSite site : at) {
            for (Primitive primitive : plan.at(site).primitives()) {
                if (effect(primitive) instanceof Effect.Annotation annotated && annotated.mode() == annotation) {
                    return annotation;
                }
            }
        }
        return Mode.ONCE;
    }

    private Effect effect(Primitive primitive) {
        return Effect.of(primitive, platform.party(role.party()));
    }
}
