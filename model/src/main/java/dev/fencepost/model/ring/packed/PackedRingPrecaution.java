package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.AddList;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Rewrite;
import dev.fencepost.model.ring.RingAction.Take;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingNeed;
import dev.fencepost.model.ring.RingPrecaution;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import dev.fencepost.model.spec.Clause;

/** What driver and device of a packed virtqueue take care of. */
public enum PackedRingPrecaution implements RingPrecaution {
    /** AVAIL and USED of an available descriptor are those of the lap. */
    AVAILABLE_OF_THE_LAP(Clause.P1, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof Publish) {
            d.write(before.published(), d.at(before.published()).with(true, false));
        }
    }),
    /** A used descriptor has both bits as the lap has them. */
    USED_OF_THE_LAP(Clause.P1, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof PublishUsed) {
            Slot slot = d.at(before.publishedUsed());
            d.write(before.publishedUsed(), slot.with(slot.avail(), !slot.used()));
        }
    }),
    /** The driver's wrap counter is flipped behind the last slot, also by a list of exactly the queue size. */
    WRAP_FLIPPED(Clause.P2, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof AddList) {
            d.next = new PackedPosition(d.next.offset(), before.driver().next().wrap());
        }
    }),
    /** Where the driver looks is offset and wrap counter, one value. */
    POSITION_WHOLE(Clause.P2, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof Get) {
            d.lastUsed = new PackedPosition(
                    d.lastUsed.offset(), before.driver().lastUsed().wrap());
        }
    }),
    /** The head of a list shows when all the rest of it is written. */
    HEAD_LAST(Clause.P3, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof AddList && d.driverStaged == 2) {
            PackedPosition last = d.plus(d.next, -1);
            d.write(last, before.shared().ring().get(last.offset()));
        }
    }),
    /** A used descriptor names the buffer that was used. */
    ID_NAMED(Clause.P4, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof Use) {
            Slot slot = d.at(before.device().nextUsed());
            d.write(before.device().nextUsed(), withId(slot, (slot.id() + 1) % d.size));
        }
    }),
    /** No more bytes are said to be written than there is room. */
    LENGTH_BOUNDED(Clause.S4, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof Use) {
            d.write(before.device().nextUsed(), withLength(d.at(before.device().nextUsed()), 2));
        }
    }),
    /** An event position is compared in the lap that it is meant in. */
    LAP_COMPARED(Clause.P5, RingNeed.EVENT_IDX, (before, action, d) -> {
        if (action instanceof DecideKick) {
            d.kick = before.shared().kick() || isPassedInThisLap(before);
        }
    }),
    /** A device that wants a kick gets one. */
    KICK_SENT(Clause.P5, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof DecideKick) {
            d.kick = before.shared().kick();
        }
    }),
    /** A driver that wants an interrupt gets one. */
    INTERRUPT_SENT(Clause.P5, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof DecideInterrupt) {
            d.interrupt = before.shared().interrupt();
        }
    }),
    /** Without EVENT_IDX no position is asked for. */
    POSITION_NEGOTIATED(Clause.P5, RingNeed.NO_EVENT_IDX, (before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.deviceEvent = new PackedEvent(Flags.DESC, d.deviceEvent.position());
        }
    }),
    /** The device writes nothing into a slot whose flags say that it is used. */
    USED_LEFT_ALONE(Clause.P6, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof DecideInterrupt && before.driver().batch() == 0) {
            d.write(before.driver().lastUsed(), withLength(d.at(before.driver().lastUsed()), 2));
        }
    }),
    /** An indirect table is read to its end, whatever NEXT says in it. */
    TABLE_READ_TO_ITS_END(Clause.P7, RingNeed.INDIRECT_DESC, (before, action, d) -> {
        if (action instanceof Take) {
            Taken last = lastTaken(d);
            if (last.slots() < last.segments()) {
                setLastTaken(d, new Taken(last.id(), last.at(), last.slots(), 1, last.writable()));
            }
        }
    }),
    /** The device goes by its copy of what it checked. */
    COPY_KEPT(Clause.S8, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof Rewrite rewrite) {
            Taken last = lastTaken(d);
            setLastTaken(d, new Taken(last.id(), last.at(), last.slots(), last.segments(), rewrite.length()));
        }
    }),
    /** The device looks once more after it has asked for kicks, before it sleeps. */
    DEVICE_LOOKS_AGAIN(Clause.S6, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.deviceMode = RingMode.ASLEEP;
        }
    }),
    /** The driver looks once more after it has asked for interrupts, before it sleeps. */
    DRIVER_LOOKS_AGAIN(Clause.S6, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof EnableCallbacks) {
            d.driverMode = RingMode.ASLEEP;
        }
    }),
    /** The position that the device asks about is the next one that it will look at. */
    DEVICE_EVENT_AT_NEXT(Clause.S6, RingNeed.EVENT_IDX, (before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.deviceEvent = new PackedEvent(Flags.DESC, d.plus(d.nextAvail, 1));
        }
    }),
    /** The event structure of the device is written when it asks for kicks. */
    DEVICE_EVENT_MOVED(Clause.S6, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.deviceEvent = before.shared().deviceEvent();
        }
    }),
    /** The event structure of the driver is written when it asks for interrupts. */
    DRIVER_EVENT_MOVED(Clause.S6, RingNeed.NOTHING, (before, action, d) -> {
        if (action instanceof EnableCallbacks) {
            d.driverEvent = before.shared().driverEvent();
        }
    }),
    /** A batch is closed by the last of its buffers, and the older ones are used with it. */
    OLDER_USED_WITH_IT(Clause.S9, RingNeed.IN_ORDER, (before, action, d) -> {
        if (action instanceof Use use && use.buffers() > 1) {
            int slots = before.device().taken().get(use.buffers() - 1).slots();
            d.taken = before.device().taken().subList(0, use.buffers() - 1);
            d.nextUsed = d.plus(before.device().nextUsed(), slots);
            d.deviceStaged = before.device().staged() + slots;
        }
    });

    private final Clause clause;
    private final RingNeed need;
    private final LeftOut leftOut;

    PackedRingPrecaution(Clause clause, RingNeed need, LeftOut leftOut) {
        this.clause = clause;
        this.need = need;
        this.leftOut = leftOut;
    }

    /** What comes of an action without a precaution: changes the draft of what comes of it with all of them. */
    private interface LeftOut {
        void change(State before, RingAction action, Draft d);
    }

    @Override
    public Clause clause() {
        return clause;
    }

    @Override
    public RingNeed need() {
        return need;
    }

    void leaveOut(State before, RingAction action, Draft d) {
        leftOut.change(before, action, d);
    }

    private static Slot withId(Slot slot, int id) {
        return new Slot(slot.length(), id, slot.write(), slot.next(), slot.table(), slot.avail(), slot.used());
    }

    private static Slot withLength(Slot slot, int length) {
        return new Slot(length, slot.id(), slot.write(), slot.next(), slot.table(), slot.avail(), slot.used());
    }

    private static boolean isPassedInThisLap(State s) {
        PackedEvent event = s.shared().deviceEvent();
        return event.flags() == Flags.ENABLE
                || event.flags() == Flags.DESC
                        && (s.published().offset() - event.position().offset() - 1 & 0xffff)
                                < s.driver().undecided();
    }

    private static Taken lastTaken(Draft d) {
        return d.taken.get(d.taken.size() - 1);
    }

    private static void setLastTaken(Draft d, Taken taken) {
        d.taken = RingLists.with(d.taken, d.taken.size() - 1, taken);
    }
}
