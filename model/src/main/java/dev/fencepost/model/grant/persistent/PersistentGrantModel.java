package dev.fencepost.model.grant.persistent;

import static dev.fencepost.model.grant.persistent.Words.*;

import dev.fencepost.model.grant.persistent.Action.Kind;
import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Persistent grants between one guest and one backend: the frontend's pool of pages, the backend's cache of mappings, a
 * purger beside it, and connections that begin and end. Pool and cache are those of one device, or shared by the
 * devices of the guest, as was argued about in 2012. Rules B1 to B8. What the two take care of is named:
 * {@link Precaution}.
 *
 * <p>Left out: the grant table's own races ({@code GrantTableModel} is about those; here mapping and withdrawing take
 * one step each), data, indirect descriptors, and memory ordering.
 *
 * <p>To read on: {@code Front}, {@code Back}, {@code Cache}. Histories of the implementation go through {@link #apply}
 * and look at what they can compare through {@link #view}.
 */
public final class PersistentGrantModel implements Machine<long[]> {
    private final Setup setup;
    private final Words w;
    private final Front front;
    private final Back back;
    private final Cache cache;
    private final long[] next;

    /** The machine of that setup. */
    public PersistentGrantModel(Setup setup) {
        this.setup = setup;
        w = new Words(setup);
        front = new Front(setup, w);
        cache = new Cache(setup, w);
        back = new Back(setup, w, cache);
        next = w.layout.state();
    }

    /** Before the first connection: every page in the pool, with something in it that is nobody's business. */
    public long[] first() {
        long[] s = w.layout.state();
        w.parameter.set(s, setup.feature() ? 1 : 0);
        for (int p = 0; p < w.pages; p++) {
            w.secret.set(s, p, 1);
            w.position.set(s, p, p + 1);
        }
        return s;
    }

    @Override
    public void initial(Consumer<? super long[]> states) {
        states.accept(first());
    }

    @Override
    public void steps(long[] state, Steps<long[]> steps) {
        for (Kind kind : Kind.values()) {
            for (int device = 0; device < (kind.hasDevice() ? w.devices : 1); device++) {
                for (int what = least(kind); what <= most(kind); what++) {
                    w.layout.encode(state, next);
                    Action action = Action.of(kind, what, device);
                    if (apply(next, action)) {
                        steps.to(action.number(), next);
                    }
                }
            }
        }
    }

    private static int least(Kind kind) {
        return kind == Kind.SUBMIT ? 1 : 0;
    }

    private int most(Kind kind) {
        return switch (kind) {
            case SUBMIT -> w.segments;
            case CHECK, RESOLVE, FINISH, FINISH_LATE, COMPLETE, LENGTHEN -> w.requests - 1;
            case FORGE, FORGE_HANDLE, MAP_EXTRA -> w.pages - 1;
            case CONNECT, DISCONNECT, CLOSE -> w.devices - 1;
            default -> 0;
        };
    }

    /**
     * Takes a step.
     *
     * @param s the state, changed in place
     * @return false if the step is not possible; then the state means nothing any more
     */
    public boolean apply(long[] s, Action action) {
        int argument = action.what();
        int device = action.device();
        boolean frontHostile = setup.is(PersistentOption.HOSTILE_FRONT);
        return switch (action.kind()) {
            case CONNECT -> connect(s, device);
            case DISCONNECT -> w.phase.get(s, device) == CONNECTED && move(s, device, CLOSING);
            case CLOSE -> close(s, device);
            case TOGGLE -> toggle(s);
            case SUBMIT -> front.submit(s, device, argument);
            case CHECK -> back.check(s, argument);
            case RESOLVE -> back.resolve(s, argument);
            case FINISH -> back.finish(s, argument);
            case FINISH_LATE -> back.finishLate(s, argument);
            case COMPLETE -> front.complete(s, argument);
            case TICK -> purges(s) && cache.tick(s);
            case PICK -> purges(s) && cache.pick(s);
            case UNMAP -> cache.unmapPurged(s);
            case FORGE -> frontHostile && front.forge(s, device, argument, 0);
            case FORGE_HANDLE -> frontHostile && forgeHandle(s, device, argument);
            case LENGTHEN -> frontHostile && front.lengthen(s, argument);
            case MAP_EXTRA -> mapExtra(s, argument);
        };
    }

    private boolean forgeHandle(long[] s, int device, int p) {
        return setup.design() == Design.TABLE && front.forge(s, device, p, w.slots * w.generations + 1);
    }

    private boolean purges(long[] s) {
        return w.any(s, CONNECTED) && !setup.is(PersistentOption.NO_PURGE);
    }

    private boolean move(long[] s, int device, int phase) {
        w.phase.set(s, device, phase);
        return true;
    }

    // ---- The connection.

    private int mostConnections() {
        return setup.is(PersistentOption.RECONNECT) ? 2 : 1;
    }

    /** What both sides go by is agreed on when the first device connects. */
    private boolean connect(long[] s, int device) {
        boolean first = w.allClosed(s);
        if (w.phase.get(s, device) != CLOSED
                || w.connections.get(s, device) == mostConnections()
                || first && w.purging.isSet(s)) {
            return false;
        }
        w.connections.set(s, device, w.connections.get(s, device) + 1);
        if (first) {
            w.frontMode.set(s, w.parameter.get(s));
            w.backMode.set(s, w.parameter.get(s));
        }
        return move(s, device, CONNECTED);
    }

    private boolean toggle(long[] s) {
        if (!setup.is(PersistentOption.TOGGLE) || !w.any(s, CONNECTED) || w.toggles.isSet(s)) {
            return false;
        }
        w.toggles.set(s, 1);
        w.parameter.set(s, 1 - w.parameter.get(s));
        if (!setup.has(Precaution.FEATURE_LATCHED)) {
            w.backMode.set(s, w.parameter.get(s));
        }
        return true;
    }

    /** With the last device everything ends; with another one, what is kept stays for the rest of them. */
    private boolean close(long[] s, int device) {
        boolean last = w.othersClosed(s, device);
        boolean drained = !w.anyRequest(s, device, SUBMITTED, BEGUN) && !(last && w.inUse.isSet(s));
        boolean purged = !last || !w.purging.isSet(s);
        if (w.phase.get(s, device) != CLOSING
                || !drained && setup.has(Precaution.DRAINED_FIRST)
                || !purged && setup.has(Precaution.PURGE_AWAITED)) {
            return false;
        }
        if (last || !setup.has(Precaution.LAST_UNMAPS)) {
            cache.clear(s);
        }
        for (int r = 0; r < w.requests; r++) {
            boolean over = w.stage.get(s, r) == RESPONDED || w.stage.get(s, r) == QUERIED;
            if (over && last) {
                w.clear(s, r);
            } else if (over && w.device.get(s, r) == device) {
                front.complete(s, r);
            }
        }
        if (last) {
            front.reset(s);
            w.frontMode.set(s, 0);
            w.backMode.set(s, 0);
            w.hostile.set(s, 0);
        }
        return move(s, device, CLOSED);
    }

    private boolean mapExtra(long[] s, int p) {
        boolean able = setup.is(PersistentOption.HOSTILE_BACK) && !w.hostile.isSet(s);
        if (!able || !w.granted.isSet(s, p)) {
            return false;
        }
        w.hostile.set(s, 1);
        w.extra.set(s, p, 1);
        return true;
    }

    // ---- What must hold.

    @Override
    public List<Invariant<long[]>> invariants() {
        List<Invariant<long[]>> invariants = new ArrayList<>(List.of(
                everyPage("a grant has one live mapping at most", Clause.B1, s -> p -> w.maps.get(s, p) <= 1),
                everyPage("a grant is used by one segment at most", Clause.B1, s -> p -> w.active.get(s, p) <= 1),
                Invariant.ofStates("what is in use is counted", Clause.B2, s -> w.inUse.get(s) == active(s)),
                Invariant.ofStates("no more persist than the limit", Clause.B3, s -> w.size(s) <= setup.limit()),
                everyPage(
                        "a mapping is kept, or belongs to a request",
                        Clause.B3,
                        s -> p -> w.allClosed(s) || w.maps.isSet(s, p) == (w.kept.get(s, p) != ABSENT)),
                Invariant.ofStates(
                        "while connected both sides go by one feature",
                        Clause.B4,
                        s -> w.frontMode.get(s) == w.backMode.get(s)),
                everyPage(
                        "after a disconnect nothing is mapped",
                        Clause.B5,
                        s -> p -> !w.allClosed(s) || !w.maps.isSet(s, p))));
        for (Fault fault : Fault.values()) {
            invariants.add(Invariant.ofStates(fault.rule(), fault.clause(), s -> w.fault.get(s) != fault.code()));
        }
        return invariants;
    }

    private interface OfPages {
        IntPredicate in(long[] s);
    }

    private Invariant<long[]> everyPage(String name, Clause clause, OfPages holds) {
        return Invariant.ofStates(name, clause, s -> {
            for (int p = 0; p < w.pages; p++) {
                if (!holds.in(s).test(p)) {
                    return false;
                }
            }
            return true;
        });
    }

    private int active(long[] s) {
        int active = 0;
        for (int p = 0; p < w.pages; p++) {
            active += w.active.get(s, p);
        }
        return active;
    }

    @Override
    public Invariant<long[]> atRest() {
        return Invariant.ofStates("a disconnect comes to its end", Clause.B5, s -> {
            boolean over = w.allClosed(s);
            for (int d = 0; d < w.devices; d++) {
                over &= w.connections.get(s, d) == mostConnections();
            }
            return over;
        });
    }

    // ---- What it is.

    /** What an implementation can be compared in. */
    public View view(long[] state) {
        return View.of(w, state);
    }

    @Override
    public Subject subject() {
        String bounds = setup.pages() + " pages, " + setup.requests() + " requests of " + setup.segments()
                + " segments, limit " + setup.limit()
                + (w.devices == 1 ? "" : ", shared by " + w.devices + " devices");
        return new Subject(
                "persistent grants, " + (setup.design() == Design.TREE ? "tree" : "table of handles"),
                bounds,
                0,
                List.of());
    }

    @Override
    public List<String> actors() {
        return Arrays.stream(Action.Actor.values())
                .map(actor -> actor.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    @Override
    public Codec<long[]> codec() {
        return w.layout;
    }

    @Override
    public int actor(int action) {
        return Action.of(action).kind().actor().ordinal();
    }

    @Override
    public String describe(long[] before, int action, long[] after) {
        return Action.of(action).toString();
    }
}
