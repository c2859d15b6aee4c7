package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;

/** The device of {@link StoreBufferModel}: consumes what is available, and sleeps in between. */
final class StoreBufferDevice {
    private static final int DEVICE = StoreBufferModel.DEVICE;

    private final StoreBufferSetup setup;
    private final SplitRingStoreBuffers memory;

    private final Field at;
    private final Field lastAvail;
    private final Field nextUsed;
    private final Field called;
    private final Field head;
    private final Field number;

    /** Where the device is: before the access that its name says. */
    private enum At {
        READ_AVAIL_IDX,
        READ_AVAIL_RING,
        READ_DESCRIPTOR,
        WRITE_USED_RING,
        WRITE_USED_IDX,
        FENCE_V3,
        READ_USED_EVENT,
        CALL,
        ENABLE_KICKS,
        FENCE_V4,
        LOOK_AGAIN,
        ASLEEP,
        DISABLE_KICKS;

        private static final At[] ALL = values();
    }

    StoreBufferDevice(Layout layout, StoreBufferSetup setup, SplitRingStoreBuffers memory) {
        this.setup = setup;
        this.memory = memory;
        int lastIndex = setup.modulus() - 1;
        at = layout.field(At.ALL.length - 1);
        lastAvail = layout.field(lastIndex);
        nextUsed = layout.field(lastIndex);
        called = layout.field(lastIndex);
        head = layout.field(setup.size() - 1);
        number = layout.field(StoreBufferModel.NUMBERS - 1);
    }

    /** Its next access, in {@code s}; false if it has to wait. */
    boolean step(long[] s) {
        return switch (At.ALL[at.get(s)]) {
            case READ_AVAIL_IDX -> {
                boolean work = memory.read(s, DEVICE, memory.availIdx()) != lastAvail.get(s);
                yield go(s, work ? At.READ_AVAIL_RING : At.ENABLE_KICKS);
            }
            case READ_AVAIL_RING -> {
                head.set(s, memory.read(s, DEVICE, memory.availRing(lastAvail.get(s))));
                yield go(s, At.READ_DESCRIPTOR);
            }
            case READ_DESCRIPTOR -> consume(s);
            case WRITE_USED_RING -> memory.write(s, DEVICE, memory.usedRing(nextUsed.get(s)), head.get(s)) && used(s);
            case WRITE_USED_IDX ->
                memory.write(s, DEVICE, memory.usedIdx(), nextUsed.get(s))
                        && go(s, setup.has(StoreBufferSetup.Fence.V3) ? At.FENCE_V3 : At.READ_USED_EVENT);
            case FENCE_V3 -> memory.isEmpty(s, DEVICE) && go(s, At.READ_USED_EVENT);
            case READ_USED_EVENT -> decideCall(s);
            case CALL -> memory.raise(s, memory.call()) && go(s, At.READ_AVAIL_IDX);
            case ENABLE_KICKS ->
                memory.write(s, DEVICE, memory.availEvent(), setup.eventIdx() ? lastAvail.get(s) : 0)
                        && go(s, setup.has(StoreBufferSetup.Fence.V4) ? At.FENCE_V4 : At.LOOK_AGAIN);
            case FENCE_V4 -> memory.isEmpty(s, DEVICE) && go(s, At.LOOK_AGAIN);
            case LOOK_AGAIN -> {
                boolean nothing = memory.read(s, DEVICE, memory.availIdx()) == lastAvail.get(s);
                yield nothing ? go(s, At.ASLEEP) : awake(s);
            }
            case ASLEEP -> memory.lower(s, memory.kick()) && awake(s);
            case DISABLE_KICKS -> memory.write(s, DEVICE, memory.availEvent(), 1) && go(s, At.READ_AVAIL_IDX);
        };
    }

    private boolean consume(long[] s) {
        if (memory.read(s, DEVICE, memory.descriptor(head.get(s))) != 1 + number.get(s)) {
            memory.fault(s, StoreBufferModel.STALE_BUFFER);
        }
        number.set(s, (number.get(s) + 1) % StoreBufferModel.NUMBERS);
        return go(s, At.WRITE_USED_RING);
    }

    private boolean used(long[] s) {
        head.set(s, 0);
        nextUsed.set(s, setup.plus(nextUsed.get(s), 1));
        lastAvail.set(s, setup.plus(lastAvail.get(s), 1));
        return go(s, At.WRITE_USED_IDX);
    }

    private boolean decideCall(long[] s) {
        int event = memory.read(s, DEVICE, memory.usedEvent());
        boolean wanted = setup.wanted(event, nextUsed.get(s), called.get(s));
        called.set(s, setup.eventIdx() ? nextUsed.get(s) : 0);
        return go(s, wanted ? At.CALL : At.READ_AVAIL_IDX);
    }

    private boolean awake(long[] s) {
        return go(s, setup.eventIdx() ? At.READ_AVAIL_IDX : At.DISABLE_KICKS);
    }

    /** The access that it is about to make. */
    String at(long[] s) {
        return At.ALL[at.get(s)].name();
    }

    private boolean go(long[] s, At to) {
        at.set(s, to.ordinal());
        return true;
    }
}
