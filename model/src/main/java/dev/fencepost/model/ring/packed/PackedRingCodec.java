package dev.fencepost.model.ring.packed;

import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingCodec;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.packed.PackedEvent.Flags;
import dev.fencepost.model.ring.packed.State.Buffer;
import dev.fencepost.model.ring.packed.State.Device;
import dev.fencepost.model.ring.packed.State.Driver;
import dev.fencepost.model.ring.packed.State.Shared;
import dev.fencepost.model.ring.packed.State.Slot;
import dev.fencepost.model.ring.packed.State.Taken;
import java.util.ArrayList;
import java.util.List;

/** Packs the states of {@link PackedRingMachine}. A position is one number, that of its place in two laps. */
final class PackedRingCodec extends RingCodec<State> {
    private static final Flags[] FLAGS = Flags.values();

    PackedRingCodec(PackedRingSetup setup, RingBounds bounds) {
        super(setup.size());
        int lap = 2 * size - 1;
        declare(size, LONGEST, size - 1, 1, 1, SHAPES, 1, 1); // ring
        declare(2, FLAGS.length - 1, lap); // events
        declare(1, 1, 1);
        declare(1, size);
        declare(size, size - 1, 1, SHAPES); // buffers
        declare(1, size, lap, size, 2 * size, lap, size, LONGEST, 1, lastMode());
        declare(1, size);
        declare(size, size - 1, lap, size, Math.max(LONGEST, size), LONGEST); // taken
        declare(1, lap, lap, size, 2 * size, lastMode());
        declareHistory(bounds);
    }

    @Override
    public void write(State state) {
        write(state.shared());
        write(state.driver());
        write(state.device());
        put(state.history());
    }

    private void put(PackedPosition position) {
        put(position.number(size));
    }

    private void put(PackedEvent event) {
        put(event.flags().ordinal());
        put(event.position());
    }

    private void write(Shared shared) {
        for (Slot s : shared.ring()) {
            int length = s.table().isEmpty() || s.length() != bytes(s.table()) ? s.length() : 0;
            put(length, s.id(), bit(s.write()), bit(s.next()), shape(s.table()), bit(s.avail()), bit(s.used()));
        }
        put(shared.driverEvent());
        put(shared.deviceEvent());
        put(bit(shared.kick()), bit(shared.interrupt()));
    }

    private void write(Driver driver) {
        put(driver.buffers(), size, 3, b -> put(b.id(), bit(b.indirect()), shape(b.segments())));
        put(driver.numFree());
        put(driver.next());
        put(driver.staged(), driver.undecided());
        put(driver.lastUsed());
        put(driver.batch(), driver.batchLength(), bit(driver.callbacks()));
        put(driver.mode().ordinal());
    }

    private void write(Device device) {
        put(device.taken(), size, 5, t -> put(t.id(), t.at().number(size), t.slots(), t.segments(), t.writable()));
        put(device.nextAvail());
        put(device.nextUsed());
        put(device.staged(), device.undecided(), device.mode().ordinal());
    }

    /** The length of an indirect table, which is not kept: 0 stands for it. */
    private static int bytes(List<RingSegment> table) {
        return Slot.BYTES * table.size();
    }

    @Override
    public State read() {
        return new State(shared(), driver(), device(), nextHistory());
    }

    private PackedPosition position() {
        return PackedPosition.of(next(), size);
    }

    private PackedEvent event() {
        return new PackedEvent(FLAGS[next()], position());
    }

    private Shared shared() {
        List<Slot> ring = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int length = next();
            int id = next();
            boolean write = nextBit();
            boolean next = nextBit();
            List<RingSegment> table = segments(next());
            ring.add(new Slot(length == 0 ? bytes(table) : length, id, write, next, table, nextBit(), nextBit()));
        }
        return new Shared(ring, event(), event(), nextBit(), nextBit());
    }

    private Driver driver() {
        return new Driver(
                nextList(size, 3, () -> new Buffer(next(), nextBit(), segments(next()))),
                next(),
                position(),
                next(),
                next(),
                position(),
                next(),
                next(),
                nextBit(),
                nextMode());
    }

    private Device device() {
        return new Device(
                nextList(size, 5, () -> new Taken(next(), position(), next(), next(), next())),
                position(),
                position(),
                next(),
                next(),
                nextMode());
    }
}
