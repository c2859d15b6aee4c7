package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingAction;
import dev.fencepost.model.ring.RingAction.Add;
import dev.fencepost.model.ring.RingAction.DecideInterrupt;
import dev.fencepost.model.ring.RingAction.DecideKick;
import dev.fencepost.model.ring.RingAction.DisableCallbacks;
import dev.fencepost.model.ring.RingAction.DriverLooksAgain;
import dev.fencepost.model.ring.RingAction.EnableCallbacks;
import dev.fencepost.model.ring.RingAction.EnableKicks;
import dev.fencepost.model.ring.RingAction.Get;
import dev.fencepost.model.ring.RingAction.Publish;
import dev.fencepost.model.ring.RingAction.PublishUsed;
import dev.fencepost.model.ring.RingAction.Use;
import dev.fencepost.model.ring.RingLists;
import dev.fencepost.model.ring.RingMode;
import dev.fencepost.model.ring.RingNeed;
import dev.fencepost.model.ring.RingPrecaution;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.UsedElement;
import dev.fencepost.model.spec.Clause;

/** What driver and device of a split virtqueue take care of. */
public enum SplitRingPrecaution implements RingPrecaution {
    /** The device's index passes only what is available. */
    USED_BEHIND_AVAILABLE(Clause.S1, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof PublishUsed) {
            d.usedIdx = setup.plus(d.usedIdx, 1);
        }
    }),
    /** An index never goes back, as Linux's does where buffers are detached from a stopped queue. */
    INDEX_KEPT(Clause.S1, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Get && d.availIdx > 0) {
            d.availIdx--;
        }
    }),
    /** Descriptors that came back are counted as free. */
    FREED_COUNTED(Clause.S2, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Get) {
            d.numFree = before.driver().numFree();
        }
    }),
    /** The driver's index moves when the entry and its descriptors are written, and over no more. */
    AVAILABLE_WRITTEN_FIRST(Clause.S3, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Publish) {
            d.availIdx = setup.plus(d.availIdx, 1);
        }
    }),
    /** The device's index moves when the element is written, and over no more. */
    USED_WRITTEN_FIRST(Clause.S3, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof PublishUsed && d.usedIdx != d.availIdx) {
            d.usedIdx = setup.plus(d.usedIdx, 1);
        }
    }),
    /** A used element names the head of the buffer that was used. */
    HEAD_NAMED(Clause.S4, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Use) {
            UsedElement last = lastUsed(d);
            setLastUsed(d, new UsedElement((last.id() + 1) % setup.size(), 0, last.buffers(), last.room()));
        }
    }),
    /** No more bytes are said to be written than there is room. */
    LENGTH_BOUNDED(Clause.S4, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Use) {
            UsedElement last = lastUsed(d);
            setLastUsed(d, new UsedElement(last.id(), 2, last.buffers(), last.room()));
        }
    }),
    /** The last descriptor of a chain has no NEXT. */
    CHAIN_ENDED(Clause.S5, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Add add && add.ids().size() == add.segments().size()) {
            int last = add.ids().get(add.ids().size() - 1);
            Descriptor old = d.table.get(last);
            int head = add.ids().get(0);
            d.table = RingLists.with(d.table, last, new Descriptor(old.length(), old.write(), head, old.table()));
        }
    }),
    /** What the device reads stands before what it writes. */
    READABLE_FIRST(Clause.S5, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Add add && add.ids().size() == 2) {
            write(d, add.ids().get(0), true);
            write(d, add.ids().get(1), false);
        }
    }),
    /** The device looks once more after it has asked for kicks, before it sleeps. */
    DEVICE_LOOKS_AGAIN(Clause.S6, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.deviceMode = RingMode.ASLEEP;
        }
    }),
    /** The driver looks once more after it has asked for interrupts, before it sleeps. */
    DRIVER_LOOKS_AGAIN(Clause.S6, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof EnableCallbacks) {
            d.driverMode = RingMode.ASLEEP;
        }
    }),
    /** With delayed callbacks that look tolerates what was asked to be put off, and not one buffer more. */
    DELAY_NOT_EXCEEDED(Clause.S6, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof DriverLooksAgain && d.usedIdx == setup.plus(d.asked, 1)) {
            d.driverMode = RingMode.ASLEEP;
        }
    }),
    /** A device that wants a kick gets one. */
    KICK_SENT(Clause.S6, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof DecideKick) {
            d.kick = before.shared().kick();
        }
    }),
    /** A driver that wants an interrupt gets one. */
    INTERRUPT_SENT(Clause.S6, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof DecideInterrupt) {
            d.interrupt = before.shared().interrupt();
        }
    }),
    /** Whether to kick is decided over all that was published since the last decision. */
    KICK_FOR_ALL(Clause.S6, RingNeed.EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof DecideKick) {
            d.kick = before.shared().kick() || setup.needEvent(d.availEvent, d.availIdx, 1);
        }
    }),
    /** Whether to interrupt is decided over all that was used since the last decision. */
    INTERRUPT_FOR_ALL(Clause.S6, RingNeed.EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof DecideInterrupt) {
            d.interrupt = before.shared().interrupt() || setup.needEvent(d.usedEvent, d.usedIdx, 1);
        }
    }),
    /** avail_event is where the device goes on, and not beyond, as in QEMU before a3614c65cf. */
    AVAIL_EVENT_AT_NEXT(Clause.S6, RingNeed.EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.availEvent = setup.plus(d.availIdx, 1);
        }
    }),
    /** avail_event is moved when the device asks for kicks. */
    AVAIL_EVENT_MOVED(Clause.S6, RingNeed.EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.availEvent = before.shared().availEvent();
        }
    }),
    /** used_event is moved when the driver asks for interrupts. */
    USED_EVENT_MOVED(Clause.S6, RingNeed.EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof EnableCallbacks) {
            d.usedEvent = before.shared().usedEvent();
        }
    }),
    /** The flag that stops interrupts is taken back when the driver asks for them. */
    CALLBACKS_ENABLED(Clause.S6, RingNeed.NO_EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof EnableCallbacks) {
            d.noInterrupt = before.shared().noInterrupt();
        }
    }),
    /** The flag that stops kicks is taken back when the device asks for them. */
    KICKS_ENABLED(Clause.S6, RingNeed.NO_EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof EnableKicks) {
            d.noNotify = before.shared().noNotify();
        }
    }),
    /** With EVENT_IDX the flags stay 0. */
    FLAGS_UNUSED(Clause.S7, RingNeed.EVENT_IDX, (setup, before, action, d) -> {
        if (action instanceof DisableCallbacks) {
            d.noInterrupt = true;
        }
    }),
    /** The device goes by what it fetched and checked, and does not fetch it again. */
    FETCHED_ONCE(Clause.S8, RingNeed.NOTHING, (setup, before, action, d) -> {
        if (action instanceof Use use
                && before.shared().table().get(use.buffer()).write()) {
            UsedElement last = lastUsed(d);
            int again = before.shared().table().get(use.buffer()).length();
            setLastUsed(d, new UsedElement(last.id(), last.length(), last.buffers(), again));
        }
    }),
    /** A used element that closes a batch names the last buffer of it. */
    LAST_OF_BATCH_NAMED(Clause.S9, RingNeed.IN_ORDER, (setup, before, action, d) -> {
        if (action instanceof Use) {
            UsedElement last = lastUsed(d);
            int first = before.device().taken().get(0).head();
            setLastUsed(d, new UsedElement(first, 0, last.buffers(), last.room()));
        }
    });

    private final Clause clause;
    private final RingNeed need;
    private final LeftOut leftOut;

    SplitRingPrecaution(Clause clause, RingNeed need, LeftOut leftOut) {
        this.clause = clause;
        this.need = need;
        this.leftOut = leftOut;
    }

    /** What comes of an action without a precaution: changes the draft of what comes of it with all of them. */
    private interface LeftOut {
        void change(SplitRingSetup setup, State before, RingAction action, Draft d);
    }

    @Override
    public Clause clause() {
        return clause;
    }

    @Override
    public RingNeed need() {
        return need;
    }

    void leaveOut(SplitRingSetup setup, State before, RingAction action, Draft d) {
        leftOut.change(setup, before, action, d);
    }

    private static UsedElement lastUsed(Draft d) {
        return d.used.get(d.used.size() - 1);
    }

    private static void setLastUsed(Draft d, UsedElement element) {
        d.used = RingLists.with(d.used, d.used.size() - 1, element);
    }

    private static void write(Draft d, int id, boolean write) {
        Descriptor old = d.table.get(id);
        d.table = RingLists.with(d.table, id, new Descriptor(old.length(), write, old.next(), old.table()));
    }
}
