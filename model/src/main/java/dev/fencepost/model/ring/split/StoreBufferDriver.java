package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;

/** The driver of {@link StoreBufferModel}: adds while it can, takes back what is used, and sleeps in between. */
final class StoreBufferDriver {
    private static final int DRIVER = StoreBufferModel.DRIVER;

    private final StoreBufferSetup setup;
    private final SplitRingStoreBuffers memory;

    private final Field at;
    private final Field nextAvail;
    private final Field lastUsed;
    private final Field kicked;
    private final Field free;
    private final Field freeCount;
    private final Field id;
    private final Field number;
    private final Field added;
    private final Field returned;
    private final Field progress;

    /** Where the driver is: before the access that its name says. */
    private enum At {
        WRITE_DESCRIPTOR,
        WRITE_AVAIL_RING,
        WRITE_AVAIL_IDX,
        FENCE_D2,
        READ_AVAIL_EVENT,
        KICK,
        READ_USED_IDX,
        READ_USED_RING,
        ENABLE_CALLBACKS,
        FENCE_D5,
        LOOK_AGAIN,
        ASLEEP,
        DISABLE_CALLBACKS,
        DONE;

        private static final At[] ALL = values();
    }

    StoreBufferDriver(Layout layout, StoreBufferSetup setup, SplitRingStoreBuffers memory) {
        this.setup = setup;
        this.memory = memory;
        int size = setup.size();
        int lastIndex = setup.modulus() - 1;
        at = layout.field(At.ALL.length - 1);
        nextAvail = layout.field(lastIndex);
        lastUsed = layout.field(lastIndex);
        kicked = layout.field(lastIndex);
        free = layout.array(size, size - 1);
        freeCount = layout.field(size);
        id = layout.field(size - 1);
        number = layout.field(StoreBufferModel.NUMBERS - 1);
        added = layout.field(Math.max(1, setup.buffers()));
        returned = layout.field(Math.max(1, setup.buffers()));
        progress = layout.field(1);
    }

    /** Its next access, in {@code s}; false if it has to wait. */
    boolean step(long[] s) {
        return switch (At.ALL[at.get(s)]) {
            case WRITE_DESCRIPTOR ->
                memory.write(s, DRIVER, memory.descriptor(id.get(s)), 1 + number.get(s)) && go(s, At.WRITE_AVAIL_RING);
            case WRITE_AVAIL_RING -> memory.write(s, DRIVER, memory.availRing(nextAvail.get(s)), id.get(s)) && added(s);
            case WRITE_AVAIL_IDX ->
                memory.write(s, DRIVER, memory.availIdx(), nextAvail.get(s))
                        && go(s, setup.has(StoreBufferSetup.Fence.D2) ? At.FENCE_D2 : At.READ_AVAIL_EVENT);
            case FENCE_D2 -> memory.isEmpty(s, DRIVER) && go(s, At.READ_AVAIL_EVENT);
            case READ_AVAIL_EVENT -> decideKick(s);
            case KICK -> memory.raise(s, memory.kick()) && go(s, At.READ_USED_IDX);
            case READ_USED_IDX -> lookForUsed(s);
            case READ_USED_RING -> get(s);
            case ENABLE_CALLBACKS ->
                memory.write(s, DRIVER, memory.usedEvent(), setup.eventIdx() ? lastUsed.get(s) : 0)
                        && go(s, setup.has(StoreBufferSetup.Fence.D5) ? At.FENCE_D5 : At.LOOK_AGAIN);
            case FENCE_D5 -> memory.isEmpty(s, DRIVER) && go(s, At.LOOK_AGAIN);
            case LOOK_AGAIN -> lookForUsedBeforeSleeping(s);
            case ASLEEP -> memory.lower(s, memory.call()) && awake(s);
            case DISABLE_CALLBACKS -> memory.write(s, DRIVER, memory.usedEvent(), 1) && top(s);
            case DONE -> false;
        };
    }

    /** The driver adds if it can, else looks for used buffers, and ends when all are back. */
    private boolean top(long[] s) {
        progress.set(s, 0);
        boolean endless = setup.buffers() == 0;
        if (!endless && returned.get(s) == setup.buffers()) {
            return go(s, At.DONE);
        }
        int left = freeCount.get(s);
        if (left == 0 || !endless && added.get(s) == setup.buffers()) {
            return go(s, At.READ_USED_IDX);
        }
        id.set(s, free.get(s, left - 1));
        free.set(s, left - 1, 0); // above the count nothing is meant: keep it the same, or equal states look different
        freeCount.set(s, left - 1);
        return go(s, At.WRITE_DESCRIPTOR);
    }

    private boolean added(long[] s) {
        id.set(s, 0);
        nextAvail.set(s, setup.plus(nextAvail.get(s), 1));
        number.set(s, (number.get(s) + 1) % StoreBufferModel.NUMBERS);
        count(s, added);
        return go(s, At.WRITE_AVAIL_IDX);
    }

    private boolean decideKick(long[] s) {
        int event = memory.read(s, DRIVER, memory.availEvent());
        boolean wanted = setup.wanted(event, nextAvail.get(s), kicked.get(s));
        kicked.set(s, setup.eventIdx() ? nextAvail.get(s) : 0);
        progress.set(s, 1);
        return go(s, wanted ? At.KICK : At.READ_USED_IDX);
    }

    private boolean lookForUsed(long[] s) {
        if (memory.read(s, DRIVER, memory.usedIdx()) != lastUsed.get(s)) {
            return go(s, At.READ_USED_RING);
        }
        return progress.isSet(s) ? top(s) : go(s, At.ENABLE_CALLBACKS);
    }

    private boolean get(long[] s) {
        int returnedId = memory.read(s, DRIVER, memory.usedRing(lastUsed.get(s)));
        int left = freeCount.get(s);
        for (int i = 0; i < left; i++) {
            if (free.get(s, i) == returnedId) {
                memory.fault(s, StoreBufferModel.STALE_ID);
                return true;
            }
        }
        free.set(s, left, returnedId);
        freeCount.set(s, left + 1);
        lastUsed.set(s, setup.plus(lastUsed.get(s), 1));
        count(s, returned);
        return top(s);
    }

    private boolean lookForUsedBeforeSleeping(long[] s) {
        boolean nothing = memory.read(s, DRIVER, memory.usedIdx()) == lastUsed.get(s);
        return nothing ? go(s, At.ASLEEP) : awake(s);
    }

    private boolean awake(long[] s) {
        return setup.eventIdx() ? top(s) : go(s, At.DISABLE_CALLBACKS);
    }

    /** All descriptors free, about to add the first buffer. */
    void start(long[] s) {
        for (int i = 0; i < setup.size(); i++) {
            free.set(s, i, i);
        }
        freeCount.set(s, setup.size());
        top(s);
    }

    /** Whether all buffers are back. */
    boolean isDone(long[] s) {
        return at.get(s) == At.DONE.ordinal();
    }

    /** The access that it is about to make. */
    String at(long[] s) {
        return At.ALL[at.get(s)].name();
    }

    private void count(long[] s, Field counter) {
        if (setup.buffers() > 0) {
            counter.set(s, counter.get(s) + 1);
        }
    }

    private boolean go(long[] s, At to) {
        at.set(s, to.ordinal());
        return true;
    }
}
