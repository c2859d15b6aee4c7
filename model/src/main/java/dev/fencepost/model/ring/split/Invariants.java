package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.ring.split.State.Device;
import dev.fencepost.model.ring.split.State.Driver;
import dev.fencepost.model.ring.split.State.Shared;
import dev.fencepost.model.ring.split.State.Taken;
import dev.fencepost.model.ring.split.State.UsedElement;
import dev.fencepost.model.spec.Clause;
import java.util.BitSet;
import java.util.List;

/** The clauses S1 to S9 as what must hold of a {@link State}, or of a step. */
public final class Invariants {
    private final SplitRingSetup setup;

    /** For the ring of that size, with these features. */
    public Invariants(SplitRingSetup setup) {
        this.setup = setup;
    }

    /** All of them. */
    public List<Invariant<State>> all() {
        return List.of(
                Invariant.ofStates("the indices are at most the queue size apart", Clause.S1, this::indicesAreClose),
                Invariant.ofSteps(
                        "no index goes back, or on by more than the queue size, except by a reset",
                        Clause.S1,
                        this::indicesGoForward),
                Invariant.ofStates(
                        "each descriptor is free or in one chain in flight, as the driver's count says",
                        Clause.S2,
                        this::descriptorsAreOwned),
                Invariant.ofStates(
                        "the entries that avail.idx publishes are written, each a head the driver added there",
                        Clause.S3,
                        this::availIsPublished),
                Invariant.ofStates(
                        "the elements that used.idx publishes are written", Clause.S3, this::usedIsPublished),
                Invariant.ofStates(
                        "the device goes by the room that it validated when it took the buffer",
                        Clause.S8,
                        this::roomIsWhatWasValidated),
                Invariant.ofStates(
                        "a used element names the head of a buffer in flight, once, with no more bytes than fit",
                        Clause.S4,
                        this::usedIsOutstanding),
                Invariant.ofStates(
                        "every available chain ends, is readable first, and is no longer than the table",
                        Clause.S5,
                        this::chainsAreSound),
                Invariant.ofStates(
                        "a sleeping device has no work, or a kick is on its way or yet to be decided",
                        Clause.S6,
                        Invariants::deviceIsWoken),
                Invariant.ofStates(
                        "a sleeping driver has not more than it asked for, or an interrupt is on its way or yet to be"
                                + " decided",
                        Clause.S6,
                        this::driverIsWoken),
                Invariant.ofStates(
                        "with EVENT_IDX the flags are 0, without it the event indices are not used",
                        Clause.S7,
                        this::oneSchemeIsUsed),
                Invariant.ofStates(
                        "with IN_ORDER buffers are used in the order in which they were made available",
                        Clause.S9,
                        this::usedInOrder));
    }

    private boolean indicesAreClose(State s) {
        int avail = s.shared().availIdx();
        int used = s.shared().usedIdx();
        return setup.distance(s.device().lastAvail(), avail) <= setup.size()
                && setup.distance(used, avail) <= setup.size()
                && setup.distance(s.driver().lastUsed(), used) <= setup.size();
    }

    private boolean indicesGoForward(State before, State after) {
        boolean reset = after.history().resets() != before.history().resets();
        return reset
                || setup.distance(before.shared().availIdx(), after.shared().availIdx()) <= setup.size()
                        && setup.distance(
                                        before.shared().usedIdx(),
                                        after.shared().usedIdx())
                                <= setup.size();
    }

    private boolean descriptorsAreOwned(State s) {
        BitSet owned = new BitSet(setup.size());
        int inFlight = 0;
        for (Chain chain : s.driver().chains()) {
            for (int id : chain.ids()) {
                owned.set(id);
                inFlight++;
            }
        }
        return owned.cardinality() == inFlight && s.driver().numFree() + inFlight == setup.size();
    }

    private boolean availIsPublished(State s) {
        List<Chain> chains = s.driver().chains();
        List<Integer> avail = s.shared().avail();
        int published = setup.distance(s.device().lastAvail(), s.shared().availIdx());
        int first = chains.size()
                - setup.distance(s.device().lastAvail(), s.driver().staged());
        if (published > avail.size() || first < 0 || first + published > chains.size()) {
            return false;
        }
        for (int i = 0; i < published; i++) {
            if (avail.get(i) != chains.get(first + i).head()) {
                return false;
            }
        }
        return true;
    }

    private boolean usedIsPublished(State s) {
        int published = setup.distance(s.driver().lastUsed(), s.shared().usedIdx());
        int written = s.driver().batch();
        for (UsedElement element : s.shared().used()) {
            written += element.buffers();
        }
        return published <= written;
    }

    private boolean usedIsOutstanding(State s) {
        BitSet seen = new BitSet(setup.size());
        for (UsedElement element : s.shared().used()) {
            if (seen.get(element.id()) || !fits(s, element)) {
                return false;
            }
            seen.set(element.id());
        }
        return true;
    }

    private static boolean fits(State s, UsedElement element) {
        for (Chain chain : s.driver().chains()) {
            if (chain.head() == element.id()) {
                return element.length() <= chain.writable();
            }
        }
        return false;
    }

    private boolean chainsAreSound(State s) {
        return s.shared().avail().stream()
                .allMatch(head -> Walk.of(s.shared().table(), head).fault() == null);
    }

    private static boolean deviceIsWoken(State s) {
        Device device = s.device();
        return device.mode() != RingMode.ASLEEP
                || s.shared().availIdx() == device.lastAvail()
                || s.shared().kick()
                || s.driver().undecided() > 0;
    }

    private boolean driverIsWoken(State s) {
        Driver driver = s.driver();
        int used = setup.distance(driver.lastUsed(), s.shared().usedIdx());
        return driver.mode() != RingMode.ASLEEP
                || used <= setup.distance(driver.lastUsed(), driver.asked())
                || s.shared().interrupt()
                || s.device().undecided() > 0;
    }

    private boolean oneSchemeIsUsed(State s) {
        Shared shared = s.shared();
        return setup.eventIdx()
                ? !shared.noInterrupt() && !shared.noNotify()
                : shared.usedEvent() == 0 && shared.availEvent() == 0;
    }

    private boolean roomIsWhatWasValidated(State s) {
        for (Taken taken : s.device().taken()) {
            if (!hasRoom(s, taken.head(), taken.writable())) {
                return false;
            }
        }
        for (UsedElement element : s.shared().used()) {
            if (!hasRoom(s, element.id(), element.room())) {
                return false;
            }
        }
        return true;
    }

    /** What the driver knows of a buffer does not change while it is in flight, whatever the table says. */
    private static boolean hasRoom(State s, int head, int room) {
        for (Chain chain : s.driver().chains()) {
            if (chain.head() == head && chain.writable() != room) {
                return false;
            }
        }
        return true;
    }

    private boolean usedInOrder(State s) {
        if (!setup.inOrder()) {
            return true;
        }
        int closed = s.driver().batch();
        for (UsedElement element : s.shared().used()) {
            closed += element.buffers();
            List<Chain> chains = s.driver().chains();
            if (closed < 1 || closed > chains.size() || chains.get(closed - 1).head() != element.id()) {
                return false;
            }
        }
        return true;
    }
}
