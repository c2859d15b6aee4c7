package dev.fencepost.model.ring.packed;

import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.State.Buffer;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The clauses P1 to P7, and those of S1 to S9 that a packed ring shares, as what must hold of a {@link State}, or of a
 * step.
 */
public final class Invariants {
    private final PackedRingSetup setup;
    private final int size;

    /** For the ring of that size, with these features. */
    public Invariants(PackedRingSetup setup) {
        this.setup = setup;
        size = setup.size();
    }

    /** All of them. */
    public List<Invariant<State>> all() {
        return List.of(
                Invariant.ofStates(
                        "positions are as far apart, wrap counters included, as there are descriptors between them",
                        Clause.P2,
                        this::positionsKeepTheirLaps),
                Invariant.ofStates(
                        "the next slot of each side reads available, or used, where something is, and only there",
                        Clause.P1,
                        this::bitsTellWhatIsThere),
                Invariant.ofStates(
                        "behind an available head stands its whole list, as the driver added it",
                        Clause.P3,
                        this::listsAreWhole),
                Invariant.ofStates(
                        "with IN_ORDER buffers are used in the order in which they were made available",
                        Clause.S9,
                        s -> !setup.inOrder() || usedInOrder(s)),
                Invariant.ofStates(
                        "used descriptors stand as many slots apart as their lists had descriptors",
                        Clause.P4,
                        s -> usedIs(s, (used, buffer) -> true)),
                Invariant.ofStates(
                        "a used descriptor names a buffer in flight, once, with no more bytes than fit",
                        Clause.S4,
                        s -> usedIs(s, (used, buffer) -> used.length() <= buffer.writable())),
                Invariant.ofSteps(
                        "a decision notifies if the event position was passed within the ring, and not if it was not",
                        Clause.P5,
                        this::decisionsGoByPosition),
                Invariant.ofStates(
                        "a position is asked for with EVENT_IDX only", Clause.P5, this::positionsNeedEventIdx),
                Invariant.ofSteps(
                        "the driver leaves available slots alone, the device used ones",
                        Clause.P6,
                        this::slotsAreOwned),
                Invariant.ofStates(
                        "the device has of an indirect table all entries, in their order",
                        Clause.P7,
                        s -> takenIs(s, Buffer::indirect)),
                Invariant.ofStates(
                        "the device goes by what it validated when it took the buffer",
                        Clause.S8,
                        s -> takenIs(s, buffer -> !buffer.indirect())),
                Invariant.ofStates(
                        "a sleeping device has no work, or a kick is on its way or yet to be decided",
                        Clause.S6,
                        this::deviceIsWoken),
                Invariant.ofStates(
                        "a sleeping driver has not more than it asked for, or an interrupt is on its way or yet to be"
                                + " decided",
                        Clause.S6,
                        this::driverIsWoken));
    }

    private int distance(PackedPosition from, PackedPosition to) {
        return from.distance(to, size);
    }

    private static Slot at(State s, PackedPosition position) {
        return s.shared().ring().get(position.offset());
    }

    private boolean bitsTellWhatIsThere(State s) {
        PackedPosition avail = s.device().nextAvail();
        PackedPosition used = s.driver().lastUsed();
        boolean available = at(s, avail).isAvailable(avail.wrap());
        boolean isUsed = at(s, used).isUsed(used.wrap());
        return available == (distance(avail, s.published()) > 0)
                && (s.driver().batch() > 0 || isUsed == (distance(used, s.publishedUsed()) > 0));
    }

    private boolean positionsKeepTheirLaps(State s) {
        int taken = 0;
        for (Taken buffer : s.device().taken()) {
            taken += buffer.slots();
        }
        int inFlight = slots(s.driver().buffers());
        return distance(s.driver().lastUsed(), s.driver().next()) == inFlight
                && inFlight + s.driver().numFree() == size
                && distance(s.device().nextUsed(), s.device().nextAvail()) == taken
                && distance(s.device().nextAvail(), s.published()) <= size - taken;
    }

    private boolean listsAreWhole(State s) {
        PackedPosition at = s.device().nextAvail();
        int available = distance(at, s.published());
        int first = s.driver().buffers().size();
        for (int waiting = available + s.driver().staged(); waiting > 0 && first > 0; first--) {
            waiting -= s.driver().buffers().get(first - 1).slots();
        }
        for (int i = first; available > 0; i++) {
            Walk walk = Walk.of(s.shared().ring(), at);
            if (i == s.driver().buffers().size() || walk.fault() != null || !isWhole(s, walk, at)) {
                return false;
            }
            Buffer buffer = s.driver().buffers().get(i);
            if (walk.id() != buffer.id() || !walk.segments().equals(buffer.segments())) {
                return false;
            }
            at = at.plus(walk.slots(), size);
            available -= walk.slots();
        }
        return available == 0;
    }

    /** Section 2.8.6: the bits of every descriptor of a list are right, not just the first one's. */
    private boolean isWhole(State s, Walk walk, PackedPosition at) {
        for (int i = 0; i < walk.slots(); i++) {
            PackedPosition position = at.plus(i, size);
            if (!at(s, position).isAvailable(position.wrap())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Follows the used descriptors as a driver does, up to where the device is; {@code holds} of each and its buffer.
     */
    private boolean usedIs(State s, BiPredicate<Slot, Buffer> holds) {
        List<Buffer> left = s.driver().buffers();
        PackedPosition at = s.driver().lastUsed();
        for (int i = 0; i < s.driver().batch(); i++) {
            at = at.plus(left.get(i).slots(), size);
        }
        left = RingLists.without(left, 0, s.driver().batch());
        int unread = distance(at, s.device().nextUsed());
        while (unread > 0) {
            int named = indexOf(left, at(s, at).id());
            if (named < 0 || !holds.test(at(s, at), left.get(named))) {
                return false;
            }
            int first = setup.inOrder() ? 0 : named;
            int slots = slots(left.subList(first, named + 1));
            left = RingLists.without(left, first, named + 1);
            at = at.plus(slots, size);
            unread -= slots;
        }
        return unread == 0;
    }

    private static int indexOf(List<Buffer> buffers, int id) {
        for (int i = 0; i < buffers.size(); i++) {
            if (buffers.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private static int slots(List<Buffer> buffers) {
        int slots = 0;
        for (Buffer buffer : buffers) {
            slots += buffer.slots();
        }
        return slots;
    }

    private boolean decisionsGoByPosition(State before, State after) {
        boolean kickDecided = before.toDecideKick() && !after.toDecideKick() && !isReset(before, after);
        boolean interruptDecided = before.toDecideInterrupt() && !after.toDecideInterrupt() && !isReset(before, after);
        return (!kickDecided
                        || goesByPosition(
                                before.shared().deviceEvent(),
                                before.published(),
                                before.driver().undecided(),
                                before.kick(),
                                after.kick()))
                && (!interruptDecided
                        || goesByPosition(
                                before.shared().driverEvent(),
                                before.publishedUsed(),
                                before.device().undecided(),
                                before.interrupt(),
                                after.interrupt()));
    }

    /** By counting slots: {@code passed} of them lie behind {@code now}. */
    private boolean goesByPosition(
            PackedEvent event, PackedPosition now, int passed, boolean pending, boolean pendingAfter) {
        if (event.flags() == Flags.DISABLE) {
            return pendingAfter == pending;
        }
        int back = distance(event.position(), now) == 0 ? 2 * size : distance(event.position(), now);
        boolean must = event.flags() == Flags.ENABLE || back <= Math.min(passed, size);
        boolean may = event.flags() == Flags.ENABLE || back <= passed;
        return must ? pendingAfter : may || pendingAfter == pending;
    }

    private boolean positionsNeedEventIdx(State s) {
        return setup.eventIdx()
                || s.shared().driverEvent().flags() != Flags.DESC
                        && s.shared().deviceEvent().flags() != Flags.DESC;
    }

    private static boolean isReset(State before, State after) {
        return before.history().resets() != after.history().resets();
    }

    /** A step in which only one side's own state changed is that side's. */
    private boolean slotsAreOwned(State before, State after) {
        if (!before.history().equals(after.history())
                && before.history().added() == after.history().added()) {
            return true; // a reset, or a driver that breaks this rule on purpose
        }
        boolean byDevice = before.driver().equals(after.driver());
        for (int i = 0; i < size; i++) {
            boolean changed =
                    !before.shared().ring().get(i).equals(after.shared().ring().get(i));
            if (changed && isDevices(before, i) != byDevice) {
                return false;
            }
        }
        return true;
    }

    /** What was made available and not shown used is the device's; the rest is the driver's. */
    private boolean isDevices(State s, int offset) {
        PackedPosition first = s.publishedUsed();
        int available = distance(first, s.published());
        int ahead = Math.floorMod(offset - first.offset(), size);
        return ahead < available;
    }

    private static boolean takenIs(State s, Predicate<Buffer> concerned) {
        for (Taken taken : s.device().taken()) {
            int known = indexOf(s.driver().buffers(), taken.id());
            if (known < 0) {
                return false;
            }
            Buffer buffer = s.driver().buffers().get(known);
            boolean same = taken.segments() == buffer.segments().size() && taken.writable() == buffer.writable();
            if (concerned.test(buffer) && !same) {
                return false;
            }
        }
        return true;
    }

    private boolean deviceIsWoken(State s) {
        return s.device().mode() != RingMode.ASLEEP
                || distance(s.device().nextAvail(), s.published()) == 0
                || s.kick()
                || s.toDecideKick();
    }

    private boolean driverIsWoken(State s) {
        PackedEvent event = s.shared().driverEvent();
        PackedPosition lastUsed = s.driver().lastUsed();
        int asked = event.flags() == Flags.DESC ? distance(lastUsed, event.position()) : 0;
        return s.driver().mode() != RingMode.ASLEEP
                || distance(lastUsed, s.publishedUsed()) <= asked
                || s.interrupt()
                || s.toDecideInterrupt();
    }

    /** What the device holds are then the newest of those that it took. */
    private boolean usedInOrder(State s) {
        List<Buffer> buffers = s.driver().buffers();
        int waiting =
                distance(s.device().nextAvail(), s.published()) + s.driver().staged();
        int end = buffers.size();
        for (; waiting > 0 && end > 0; end--) {
            waiting -= buffers.get(end - 1).slots();
        }
        List<Taken> taken = s.device().taken();
        int first = end - taken.size();
        for (int i = 0; i < taken.size(); i++) {
            if (first < 0 || buffers.get(first + i).id() != taken.get(i).id()) {
                return false;
            }
        }
        return true;
    }
}
