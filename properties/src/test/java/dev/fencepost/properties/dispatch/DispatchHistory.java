package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.CheckedLocks;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.LockOrder;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.dispatch.Bus;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A history of accesses and changes of the topology, by the implementation and by the model at once. */
final class DispatchHistory {
    static final int REGISTERS = 2;
    private static final int DEVICES = 6;

    /** One operation; what its numbers mean depends on its kind. */
    record Step(Kind kind, int place, int width, long value) {}

    enum Kind {
        PLUG,
        UNPLUG,
        REARRANGE,
        RECLAIM,
        READ,
        WRITE
    }

    private final DispatchLayout layout = new DispatchLayout(1, DEVICES, DEVICES, 1, 3);
    private final SharedMemory registers = new ArrayMemory(DEVICES * 8 * REGISTERS);
    private final RegisterDevice[] devices = new RegisterDevice[DEVICES];
    private final Dispatcher dispatcher;
    private final Topology topology;
    private final DispatchThread thread;
    private Bus bus = Bus.empty();
    private int plugged;
    private int freed;

    /** On memory that {@code alteration} may make worse. */
    DispatchHistory(UnaryOperator<SharedMemory> alteration) {
        SharedMemory memory = alteration.apply(new ArrayMemory(layout.size()));
        dispatcher = new Dispatcher(
                memory, layout, new CheckedLocks(new JavaLocks(DEVICES, 1), LockOrder.STANDARD, 1), () -> {});
        topology = new Topology(dispatcher);
        thread = dispatcher.thread(0);
    }

    void run(List<Step> steps) {
        for (Step step : steps) {
            switch (step.kind()) {
                case PLUG -> plug(step);
                case UNPLUG -> unplug(step.place() % DEVICES);
                case REARRANGE -> topology.rearrange(thread);
                case RECLAIM -> reclaim();
                case READ -> read(address(step), step.width());
                case WRITE -> write(address(step), step.width(), step.value());
            }
        }
    }

    private static long address(Step step) {
        return step.place() * 8L + step.value() % 8 + (step.value() % 5 == 0 ? Long.MIN_VALUE : 0);
    }

    private void plug(Step step) {
        Locking locking = Locking.values()[step.place() % 3];
        Region region = Region.of(8 * REGISTERS, locking).withWidths(step.width(), 8);
        region = step.place() % 6 == 0 ? region.withCoalescing() : region;
        int slot = freeSlot();
        RegisterDevice device = new RegisterDevice(registers, slot * 8 * REGISTERS, region);
        int number;
        try {
            number = topology.plug(thread, device, address(step));
        } catch (IllegalArgumentException refused) {
            assertThat(bus.plug(0, address(step), step.width(), 8, REGISTERS).isEmpty() || isFull())
                    .as(refused.getMessage())
                    .isTrue();
            return;
        }
        Optional<Bus> after = bus.plug(number, address(step), step.width(), 8, REGISTERS);
        assertThat(after).isPresent();
        assertThat(devices[number]).as("number " + number + " is free").isNull();
        for (int i = 0; i < REGISTERS; i++) {
            registers.store64(Mode.PLAIN, device.registers + 8 * i, 0);
        }
        devices[number] = device;
        plugged++;
        bus = after.get();
    }

    private int freeSlot() {
        for (int slot = 0; slot < DEVICES; slot++) {
            if (devices[slot] == null) {
                return slot;
            }
        }
        return 0;
    }

    private boolean isFull() {
        return bus.devices().size() + waiting() == DEVICES;
    }

    /** Unplugged and not freed. */
    private int waiting() {
        int waiting = 0;
        for (RegisterDevice device : devices) {
            waiting += device == null ? 0 : 1;
        }
        return waiting - bus.devices().size();
    }

    private void unplug(int number) {
        boolean there = bus.devices().stream().anyMatch(device -> device.number() == number);
        try {
            topology.unplug(thread, number);
            assertThat(there).isTrue();
            bus = bus.unplug(number);
        } catch (IllegalArgumentException refused) {
            assertThat(there).as(refused.getMessage()).isFalse();
        }
    }

    /** With one thread nobody reads: everything is freed at once, and exactly once. */
    private void reclaim() {
        assertThat(topology.reclaim(thread)).isZero();
        for (int number = 0; number < DEVICES; number++) {
            int wanted = number;
            boolean there = bus.devices().stream().anyMatch(device -> device.number() == wanted);
            if (devices[number] != null && !there) {
                assertThat(devices[number].freed()).isEqualTo(1);
                assertThat(devices[number].gone()).isEqualTo(1);
                devices[number] = null;
                freed++;
            }
        }
        assertThat(plugged - freed).isEqualTo(bus.devices().size());
    }

    private void read(long address, int width) {
        Bus.Answer expected = bus.read(address, width);
        BusResult result = dispatcher.read(thread, address, width);
        assertThat(result.name()).isEqualTo(expected.result().name());
        assertThat(thread.value()).isEqualTo(expected.value());
    }

    private void write(long address, int width, long value) {
        Bus.Answer expected = bus.write(address, width, value);
        BusResult result = dispatcher.write(thread, address, width, value);
        assertThat(result.name()).isEqualTo(expected.result().name());
        bus = expected.after();
    }
}
