package dev.fencepost.model.ring.split;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.spec.Clause;
import java.util.List;
import java.util.function.Consumer;

/**
 * The split virtqueue on a machine with store buffers: which of its four full barriers does x86 need? Driver and device
 * pass buffers and put each other to sleep; every access to shared memory, every barrier, and every store that leaves a
 * store buffer is a step of its own. Without store buffers the same steps are those of a sequentially consistent
 * machine.
 *
 * <p>Left out: chains and indirect tables (a descriptor stands for a chain), batching, errors, the far used_event by
 * which a driver with EVENT_IDX turns callbacks off (one that was passed asks for nothing either), and everything
 * weaker than TSO: stores of one side stay in order, and so do loads, so D1, D3, V1 and V2 need no instruction here.
 * Indices run modulo four times the queue size instead of 2^16. Buffers carry their number modulo 3, which is enough to
 * tell a stale one.
 *
 * <p>A notification takes effect at once and may overtake stores that are still in the store buffer. An exit to the
 * hypervisor drains the buffer first, a write to a doorbell need not; the model takes the weaker.
 */
public final class StoreBufferModel implements Machine<long[]> {
    // Actors, and the only action that each has: what it does depends on where it is.
    static final int DRIVER = 0;
    static final int DEVICE = 1;
    private static final int DRAIN = 2;

    /** Buffers are numbered modulo this. */
    static final int NUMBERS = 3;

    // What went wrong in a step; the invariants read it.
    static final int STALE_BUFFER = 1;
    static final int STALE_ID = 2;

    private final StoreBufferSetup setup;
    private final Layout layout = new Layout();
    private final SplitRingStoreBuffers memory;
    private final StoreBufferDriver driver;
    private final StoreBufferDevice device;
    private final long[] next;

    /** The ring of that size, with the barriers that {@code setup} leaves. */
    public StoreBufferModel(StoreBufferSetup setup) {
        this.setup = setup;
        memory = new SplitRingStoreBuffers(layout, setup);
        driver = new StoreBufferDriver(layout, setup, memory);
        device = new StoreBufferDevice(layout, setup, memory);
        next = layout.state();
    }

    @Override
    public void initial(Consumer<? super long[]> states) {
        long[] state = layout.state();
        driver.start(state);
        states.accept(state);
    }

    @Override
    public void steps(long[] state, Steps<long[]> steps) {
        layout.encode(state, next);
        if (driver.step(next)) {
            steps.to(DRIVER, next);
        }
        layout.encode(state, next);
        if (device.step(next)) {
            steps.to(DEVICE, next);
        }
        for (int side = DRIVER; side <= DEVICE; side++) {
            layout.encode(state, next);
            if (memory.drain(next, side)) {
                steps.to(DRAIN + side, next);
            }
        }
    }

    // ---- What must hold.

    @Override
    public List<Invariant<long[]>> invariants() {
        return List.of(
                Invariant.ofStates(
                        "the device reads the descriptor that the index published",
                        Clause.S3,
                        s -> memory.fault(s) != STALE_BUFFER),
                Invariant.ofStates(
                        "the driver gets back a buffer that is outstanding",
                        Clause.S4,
                        s -> memory.fault(s) != STALE_ID));
    }

    /** The device may wait for ever for a driver that is done; a driver that waits for ever has lost a wakeup. */
    @Override
    public Invariant<long[]> atRest() {
        return Invariant.ofStates(
                "no side sleeps while there is work and no notification on its way", Clause.S6, driver::isDone);
    }

    // ---- What it is.

    @Override
    public Subject subject() {
        return setup.subject();
    }

    @Override
    public List<String> actors() {
        return setup.depth() == 0
                ? List.of("driver", "device")
                : List.of("driver", "device", "driver's stores", "device's stores");
    }

    @Override
    public Codec<long[]> codec() {
        return layout;
    }

    @Override
    public int actor(int action) {
        return action;
    }

    /** Takes the step once more, and says what it accessed and where it led. */
    @Override
    public String describe(long[] before, int action, long[] after) {
        layout.encode(before, next);
        memory.forgetLast();
        return switch (action) {
            case DRIVER -> {
                driver.step(next);
                yield StoreBufferWords.of(driver.at(before), driver.at(after), memory.last(setup.eventIdx()));
            }
            case DEVICE -> {
                device.step(next);
                yield StoreBufferWords.of(device.at(before), device.at(after), memory.last(setup.eventIdx()));
            }
            default -> {
                memory.drain(next, action - DRAIN);
                yield "visible: " + memory.last(setup.eventIdx());
            }
        };
    }
}
