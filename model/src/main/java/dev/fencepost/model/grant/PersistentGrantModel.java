package dev.fencepost.model.grant;

import static dev.fencepost.model.grant.PersistentGrantWords.*;

import dev.fencepost.model.grant.PersistentGrantAction.Kind;
import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.verdict.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Persistent grants between one frontend and one backend: the frontend's pool of pages, the backend's cache of
 * mappings, a purger beside it, and connections that begin and end. Rules B1 to B8. What the two take care of is named:
 * {@link PersistentGrantPrecaution}.
 *
 * <p>Left out: the grant table's own races ({@code GrantTableModel} is about those; here mapping and withdrawing take
 * one step each), data, indirect descriptors, and memory ordering.
 *
 * <p>To read on: {@code PersistentGrantFront}, {@code PersistentGrantBack}, {@code PersistentGrantCache}. Histories of
 * the implementation go through {@link #apply} and look at what they can compare through {@link #view}.
 */
public final class PersistentGrantModel implements Machine<long[]> {
    private final PersistentGrantSetup setup;
    private final PersistentGrantWords w;
    private final PersistentGrantFront front;
    private final PersistentGrantBack back;
    private final PersistentGrantCache cache;
    private final long[] next;

    /** The machine of that setup. */
    public PersistentGrantModel(PersistentGrantSetup setup) {
        this.setup = setup;
        w = new PersistentGrantWords(setup);
        front = new PersistentGrantFront(setup, w);
        cache = new PersistentGrantCache(setup, w);
        back = new PersistentGrantBack(setup, w, cache);
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
            for (int argument = least(kind); argument <= most(kind); argument++) {
                w.layout.encode(state, next);
                PersistentGrantAction action = new PersistentGrantAction(kind, argument);
                if (apply(next, action)) {
                    steps.to(action.number(), next);
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
            default -> 0;
        };
    }

    /**
     * Takes a step.
     *
     * @param s the state, changed in place
     * @return false if the step is not possible; then the state means nothing any more
     */
    public boolean apply(long[] s, PersistentGrantAction action) {
        int argument = action.argument();
        boolean frontHostile = setup.is(PersistentGrantOption.HOSTILE_FRONT);
        return switch (action.kind()) {
            case CONNECT -> connect(s);
            case DISCONNECT -> w.phase.get(s) == CONNECTED && move(s, CLOSING);
            case CLOSE -> close(s);
            case TOGGLE -> toggle(s);
            case SUBMIT -> front.submit(s, argument);
            case CHECK -> back.check(s, argument);
            case RESOLVE -> back.resolve(s, argument);
            case FINISH -> back.finish(s, argument);
            case FINISH_LATE -> back.finishLate(s, argument);
            case COMPLETE -> front.complete(s, argument);
            case TICK -> purges(s) && cache.tick(s);
            case PICK -> purges(s) && cache.pick(s);
            case UNMAP -> cache.unmapPurged(s);
            case FORGE -> frontHostile && front.forge(s, argument, 0);
            case FORGE_HANDLE -> frontHostile && forgeHandle(s, argument);
            case LENGTHEN -> frontHostile && front.lengthen(s, argument);
            case MAP_EXTRA -> mapExtra(s, argument);
        };
    }

    private boolean forgeHandle(long[] s, int p) {
        return setup.design() == PersistentGrantDesign.TABLE && front.forge(s, p, w.slots * GENERATIONS + 1);
    }

    private boolean purges(long[] s) {
        return w.phase.get(s) == CONNECTED && !setup.is(PersistentGrantOption.NO_PURGE);
    }

    private boolean move(long[] s, int phase) {
        w.phase.set(s, phase);
        return true;
    }

    // ---- The connection.

    private int mostConnections() {
        return setup.is(PersistentGrantOption.RECONNECT) ? 2 : 1;
    }

    private boolean connect(long[] s) {
        if (w.phase.get(s) != CLOSED || w.connections.get(s) == mostConnections() || w.purging.isSet(s)) {
            return false;
        }
        w.connections.set(s, w.connections.get(s) + 1);
        w.frontMode.set(s, w.parameter.get(s));
        w.backMode.set(s, w.parameter.get(s));
        return move(s, CONNECTED);
    }

    private boolean toggle(long[] s) {
        if (!setup.is(PersistentGrantOption.TOGGLE) || w.phase.get(s) != CONNECTED || w.toggles.isSet(s)) {
            return false;
        }
        w.toggles.set(s, 1);
        w.parameter.set(s, 1 - w.parameter.get(s));
        if (!setup.has(PersistentGrantPrecaution.FEATURE_LATCHED)) {
            w.backMode.set(s, w.parameter.get(s));
        }
        return true;
    }

    private boolean close(long[] s) {
        boolean drained = !w.anyRequest(s, SUBMITTED, BEGUN) && !w.inUse.isSet(s);
        boolean purged = !w.purging.isSet(s);
        if (w.phase.get(s) != CLOSING
                || !drained && setup.has(PersistentGrantPrecaution.DRAINED_FIRST)
                || !purged && setup.has(PersistentGrantPrecaution.PURGE_AWAITED)) {
            return false;
        }
        cache.clear(s);
        for (int r = 0; r < w.requests; r++) {
            if (w.stage.get(s, r) == RESPONDED || w.stage.get(s, r) == QUERIED) {
                w.clear(s, r);
            }
        }
        front.reset(s);
        w.frontMode.set(s, 0);
        w.backMode.set(s, 0);
        w.hostile.set(s, 0);
        return move(s, CLOSED);
    }

    private boolean mapExtra(long[] s, int p) {
        boolean able = setup.is(PersistentGrantOption.HOSTILE_BACK) && !w.hostile.isSet(s);
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
                        s -> p -> w.phase.get(s) == CLOSED || w.maps.isSet(s, p) == (w.kept.get(s, p) != ABSENT)),
                Invariant.ofStates(
                        "while connected both sides go by one feature",
                        Clause.B4,
                        s -> w.frontMode.get(s) == w.backMode.get(s)),
                everyPage(
                        "after a disconnect nothing is mapped",
                        Clause.B5,
                        s -> p -> w.phase.get(s) != CLOSED || !w.maps.isSet(s, p))));
        for (PersistentGrantFault fault : PersistentGrantFault.values()) {
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
        return Invariant.ofStates(
                "a disconnect comes to its end",
                Clause.B5,
                s -> w.phase.get(s) == CLOSED && w.connections.get(s) == mostConnections());
    }

    // ---- What it is.

    /** What an implementation can be compared in. */
    public PersistentGrantView view(long[] state) {
        return PersistentGrantView.of(w, state);
    }

    /**
     * Whether a slot of the table has used up its generations. They are few here, so that all states can be visited;
     * from then on an implementation with more of them keeps grants that this model no longer keeps.
     */
    public boolean isWornOut(long[] state) {
        for (int slot = 0; slot < w.slots; slot++) {
            if (w.generation.get(state, slot) == PersistentGrantWords.GENERATIONS) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Subject subject() {
        String bounds = setup.pages() + " pages, " + setup.requests() + " requests of " + setup.segments()
                + " segments, limit " + setup.limit();
        return new Subject(
                "persistent grants, " + (setup.design() == PersistentGrantDesign.TREE ? "tree" : "table of handles"),
                "sequential consistency",
                Evidence.Basis.PUBLISHED,
                bounds,
                0,
                List.of());
    }

    @Override
    public List<String> actors() {
        return Arrays.stream(PersistentGrantAction.Actor.values())
                .map(actor -> actor.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    @Override
    public Codec<long[]> codec() {
        return w.layout;
    }

    @Override
    public int actor(int action) {
        return PersistentGrantAction.of(action).kind().actor().ordinal();
    }

    @Override
    public String describe(long[] before, int action, long[] after) {
        return PersistentGrantAction.of(action).toString();
    }
}
