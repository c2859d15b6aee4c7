package dev.fencepost.properties.ring.packed;

import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.packed.PackedEvent;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.PackedPosition;
import dev.fencepost.model.ring.packed.State;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.machine.Changed;
import dev.fencepost.properties.ring.RingModelMutant;
import dev.fencepost.properties.ring.RingModelMutation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes for {@link RingModelMutant}: one at least for each invariant of the packed ring's model. */
enum PackedRingModelMutants implements RingModelMutation<State> {
    /** AVAIL and USED as in the first lap, whatever the wrap counter is. */
    AVAILABLE_IN_THE_FIRST_LAP_ONLY(
            Clause.P1,
            "the next slot of each side",
            (before, action, right) -> action instanceof Publish
                    ? withSlot(right, before.published(), slot -> bits(slot, true, false))
                    : right),
    USED_BIT_FORGOTTEN(
            Clause.P1,
            "the next slot of each side",
            (before, action, right) -> action instanceof PublishUsed
                    ? withSlot(right, before.publishedUsed(), slot -> bits(slot, slot.avail(), !slot.used()))
                    : right),
    /** Linux before 1acfe2c12258: a list of exactly the queue size ends where it began. */
    WRAP_NOT_TOGGLED_BY_A_FULL_RING(
            Clause.P2,
            "positions are as far apart",
            (before, action, right) -> action instanceof AddList
                            && right.driver().next().offset()
                                    == before.driver().next().offset()
                    ? Changed.of(right, "driver.next", before.driver().next())
                    : right),
    /** The offset is the new one, the wrap counter still the old one. */
    POSITION_TORN(
            Clause.P2,
            "positions are as far apart",
            (before, action, right) -> action instanceof Get
                    ? Changed.of(
                            right,
                            "driver.lastUsed.wrap",
                            before.driver().lastUsed().wrap())
                    : right),
    /** The device finds the head of a list whose rest is not there. */
    HEAD_BEFORE_THE_REST(
            Clause.P3,
            "behind an available head",
            (before, action, right) ->
                    action instanceof AddList && right.driver().staged() == 2
                            ? withSlot(
                                    right,
                                    right.driver().next().plus(-1, right.size()),
                                    slot -> before.shared()
                                            .ring()
                                            .get(right.driver()
                                                    .next()
                                                    .plus(-1, right.size())
                                                    .offset()))
                            : right),
    /** The id of another buffer that the device holds, whose list is longer or shorter. */
    NAMES_ANOTHER(
            Clause.P4,
            "used descriptors stand",
            (before, action, right) -> action instanceof Use use && use.length() == 0
                    ? withSlot(
                            right,
                            before.device().nextUsed(),
                            slot -> Changed.of(
                                    slot, "id", before.device().taken().get(0).id()))
                    : right),
    WRONG_ID(
            Clause.P4,
            "used descriptors stand",
            (before, action, right) -> action instanceof Use
                    ? withSlot(right, before.device().nextUsed(), slot -> Changed.of(slot, "id", 1 - slot.id()))
                    : right),
    LENGTH_BEYOND_ROOM(
            Clause.S4,
            "a used descriptor names",
            (before, action, right) -> action instanceof Use
                    ? withSlot(right, before.device().nextUsed(), slot -> Changed.of(slot, "length", 2))
                    : right),
    /** The event position is compared as if it always were of this lap. */
    LAP_NOT_COMPARED(
            Clause.P5,
            "a decision notifies",
            (before, action, right) -> action instanceof DecideKick
                    ? Changed.of(right, "shared.kick", before.kick() || passedInThisLap(before))
                    : right),
    NEVER_INTERRUPTS(Clause.P5, "a decision notifies", RingModelMutation.neverInterrupts()),
    POSITION_WITHOUT_EVENT_IDX(
            Clause.P5,
            "a position is asked for",
            (before, action, right) ->
                    action instanceof EnableKicks ? Changed.of(right, "shared.deviceEvent.flags", Flags.DESC) : right),
    /** The device writes the length after it has given the slot to the driver. */
    LENGTH_AFTER_FLAGS(
            Clause.P6,
            "the driver leaves available slots alone",
            (before, action, right) ->
                    action instanceof DecideInterrupt && before.driver().batch() == 0
                            ? withSlot(right, before.driver().lastUsed(), slot -> Changed.of(slot, "length", 2))
                            : right),
    /** As in the split ring's tables: without NEXT the first entry is the last. */
    TABLE_READ_AS_A_CHAIN(
            Clause.P7,
            "the device has of an indirect table",
            (before, action, right) -> action instanceof Take
                            && lastTaken(right).slots() < lastTaken(right).segments()
                    ? withLastTaken(right, taken -> Changed.of(taken, "segments", 1))
                    : right),
    /** The device keeps no copy of what it validated. */
    NOTHING_KEPT(
            Clause.S8,
            "the device goes by what it validated",
            (before, action, right) -> action instanceof Rewrite rewrite
                    ? withLastTaken(right, taken -> Changed.of(taken, "writable", rewrite.length()))
                    : right),
    DEVICE_SLEEPS_WITHOUT_LOOKING_AGAIN(Clause.S6, "a sleeping device", RingModelMutation.deviceSleepsAtOnce()),
    DRIVER_SLEEPS_WITHOUT_LOOKING_AGAIN(Clause.S6, "a sleeping driver", RingModelMutation.driverSleepsAtOnce()),
    WRONG_EVENT_POSITION(
            Clause.S6,
            "a sleeping device",
            (before, action, right) -> action instanceof EnableKicks
                    ? Changed.of(
                            right,
                            "shared.deviceEvent.position",
                            right.device().nextAvail().plus(1, right.size()))
                    : right),
    /** With IN_ORDER, the newest buffer is used before the older ones. */
    NEWEST_USED_FIRST(
            Clause.S9,
            "with IN_ORDER buffers are used in the order",
            (before, action, right) ->
                    action instanceof Use use && use.buffers() > 1 ? onlyNewestUsed(before, use, right) : right);

    private final Clause clause;
    private final String broken;
    private final RingModelMutant.Mistake<State> mistake;

    PackedRingModelMutants(Clause clause, String broken, RingModelMutant.Mistake<State> mistake) {
        this.clause = clause;
        this.broken = broken;
        this.mistake = mistake;
    }

    @Override
    public Clause clause() {
        return clause;
    }

    @Override
    public String broken() {
        return broken;
    }

    @Override
    public RingModelMutant.Mistake<State> mistake() {
        return mistake;
    }

    private static State withSlot(State s, PackedPosition at, UnaryOperator<Slot> change) {
        List<Slot> ring = new ArrayList<>(s.shared().ring());
        ring.set(at.offset(), change.apply(ring.get(at.offset())));
        return Changed.of(s, "shared.ring", ring);
    }

    private static Slot bits(Slot slot, boolean avail, boolean used) {
        return Changed.of(Changed.of(slot, "avail", avail), "used", used);
    }

    private static State onlyNewestUsed(State before, Use use, State right) {
        List<Taken> older = before.device().taken().subList(0, use.buffers() - 1);
        int slots = before.device().taken().get(use.buffers() - 1).slots();
        State kept = Changed.of(right, "device.taken", older);
        State moved =
                Changed.of(kept, "device.nextUsed", before.device().nextUsed().plus(slots, before.size()));
        return Changed.of(moved, "device.staged", before.device().staged() + slots);
    }

    private static boolean passedInThisLap(State s) {
        PackedEvent event = s.shared().deviceEvent();
        return event.flags() == Flags.ENABLE
                || event.flags() == Flags.DESC
                        && (s.published().offset() - event.position().offset() - 1 & 0xffff)
                                < s.driver().undecided();
    }

    private static Taken lastTaken(State s) {
        return s.device().taken().get(s.device().taken().size() - 1);
    }

    private static State withLastTaken(State s, UnaryOperator<Taken> change) {
        List<Taken> taken = new ArrayList<>(s.device().taken());
        taken.set(taken.size() - 1, change.apply(lastTaken(s)));
        return Changed.of(s, "device.taken", taken);
    }
}
