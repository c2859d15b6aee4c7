package dev.fencepost.model.dispatch;

import dev.fencepost.model.dispatch.Setup.Option;
import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Dispatch of guest accesses to devices, converted from one big lock one device at a time: vCPUs find a region in a
 * flat view that is swapped under them, take a reference on its owner, take the lock that the device asks for, pass its
 * guard and call it; the main loop plugs and unplugs and hands queues over to the I/O thread, all the while. Each
 * access to something shared is a step. Rules Q1 to Q9.
 *
 * <p>What a dispatcher takes care of is named: {@link Precaution}. With all of them the invariants hold; a setup may
 * leave some out.
 *
 * <p>Left out: memory ordering (that is what {@code protocols/dispatch.c} is about), the guest's addresses (a region
 * stands for itself), more than two accesses within one another, and fairness of locks. A thread that waits for a lock
 * does nothing else; a thread that waits for ever is found by {@link #atRest}.
 *
 * <p>To read on: {@link Op} and {@link Locking}, then {@code Access}, {@code Callback}, {@code Topology} and
 * {@code IoThread}.
 */
public final class DispatchModel implements Machine<long[]> {
    private final Setup setup;
    private final List<List<Op>> programs;
    private final Words w;
    private final Note note = new Note();
    private final Access access;
    private final Topology topology;
    private final MainLoop mainLoop;
    private final IoThread ioThread;
    private final long[] next;

    /** The machine of that setup. */
    public DispatchModel(Setup setup) {
        this.setup = setup;
        programs = setup.programs();
        w = new Words(setup.devices().size(), setup.vcpus().size());
        Locks locks = new Locks(w);
        access = new Access(setup, w, locks, note);
        topology = new Topology(setup, w, locks, note, access);
        mainLoop = new MainLoop(setup, w, locks, note);
        ioThread = new IoThread(setup, w, locks, note);
        next = w.layout.state();
    }

    @Override
    public void initial(Consumer<? super long[]> states) {
        long[] s = w.layout.state();
        w.viewLive.set(s, 0, 1);
        w.viewComplete.set(s, 0, 1);
        w.epoch.set(s, 1);
        boolean started = setup.is(Option.STARTED);
        for (int d = setup.is(Option.ABSENT) ? 1 : 0; d < w.devices; d++) {
            w.live.set(s, d, 1);
            w.realized.set(s, d, 1);
            boolean more = setup.is(Option.ALIAS) && !setup.has(Precaution.ALIAS_TAKES_NO_REFERENCE);
            w.references.set(s, d, more ? 2 : 1);
            w.entry.set(s, d, started ? Words.DOORBELL : Words.MAPPED);
            w.started.set(s, d, started ? 1 : 0);
            w.attached.set(s, d, started ? 1 : 0);
        }
        states.accept(s);
    }

    @Override
    public void steps(long[] state, Steps<long[]> steps) {
        for (int actor = 0; actor <= w.threads; actor++) {
            w.layout.encode(state, next);
            if (step(next, actor)) {
                steps.to(actor, next);
            }
        }
    }

    private boolean step(long[] s, int actor) {
        if (actor == w.threads) {
            return ioThread.step(s);
        }
        if (isDone(s, actor)) {
            return false;
        }
        Op op = programs.get(actor).get(w.op.get(s, actor));
        if (op.kind().isAccess() || w.depth.get(s, actor) == 1) {
            return access.step(s, actor, op);
        }
        return switch (op.kind()) {
            case BOTTOM_HALF, CLAIM -> mainLoop.step(s, actor, op);
            default -> topology.step(s, actor, op);
        };
    }

    private boolean isDone(long[] s, int thread) {
        return w.op.get(s, thread) == programs.get(thread).size();
    }

    // ---- What there is to be seen.

    /** What a state shows of itself. */
    public View view(long[] s) {
        List<View.Device> devices = new ArrayList<>();
        for (int d = 0; d < w.devices; d++) {
            devices.add(new View.Device(
                    w.register.get(s, d),
                    w.handled.get(s, d),
                    w.realized.isSet(s, d),
                    !w.live.isSet(s, d),
                    w.started.isSet(s, d)));
        }
        return new View(devices, w.waiting.get(s));
    }

    /** Operations that a thread has finished; the main loop is the last one. Of the I/O thread there are none. */
    public int finished(long[] s, int thread) {
        return w.op.get(s, thread);
    }

    /** Whether the I/O thread is in the middle of nothing. */
    public boolean isIoThreadIdle(long[] s) {
        return ioThread.isIdle(s);
    }

    // ---- What must hold.

    @Override
    public List<Invariant<long[]>> invariants() {
        List<Invariant<long[]>> invariants = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            invariants.add(Invariant.ofStates(fault.rule(), fault.clause(), s -> w.fault.get(s) != fault.code()));
        }
        invariants.add(Invariant.ofStates(
                "a request in a queue is handled, or a kick for it is on its way", Clause.Q8, s -> !hasLostKick(s)));
        return invariants;
    }

    /** Nobody is in the middle of anything, and yet a request waits for nobody. */
    private boolean hasLostKick(long[] s) {
        for (int thread = 0; thread < w.threads; thread++) {
            if (w.pc.get(s, w.outer(thread)) != 0) {
                return false;
            }
        }
        for (int d = 0; d < w.devices && ioThread.isIdle(s); d++) {
            boolean waits = w.posted.get(s, d) > w.handled.get(s, d) && w.realized.isSet(s, d);
            if (waits && !(w.attached.isSet(s, d) && w.kicked.isSet(s, d))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Invariant<long[]> atRest() {
        return Invariant.ofStates(
                "no thread waits for ever, be it for a lock or for a reference that nobody drops", Clause.Q6, s -> {
                    boolean done = true;
                    for (int thread = 0; thread < w.threads; thread++) {
                        done &= isDone(s, thread);
                    }
                    return done;
                });
    }

    // ---- What it is.

    @Override
    public Subject subject() {
        return setup.subject();
    }

    @Override
    public List<String> actors() {
        List<String> actors = new ArrayList<>();
        for (int cpu = 0; cpu < w.threads - 1; cpu++) {
            actors.add("vCPU " + cpu);
        }
        actors.add("main loop");
        actors.add("I/O thread");
        return actors;
    }

    @Override
    public Codec<long[]> codec() {
        return w.layout;
    }

    @Override
    public int actor(int action) {
        return action;
    }

    /** Takes the step once more, and says what it did. */
    @Override
    public String describe(long[] before, int action, long[] after) {
        w.layout.encode(before, next);
        step(next, action);
        return note.toString();
    }
}
