package dev.fencepost.model.ring.split;

import dev.fencepost.model.ring.RingBounds;
import dev.fencepost.model.ring.RingCodec;
import dev.fencepost.model.ring.RingSegment;
import dev.fencepost.model.ring.split.State.Chain;
import dev.fencepost.model.ring.split.State.Descriptor;
import dev.fencepost.model.ring.split.State.Device;
import dev.fencepost.model.ring.split.State.Driver;
import dev.fencepost.model.ring.split.State.Shared;
import dev.fencepost.model.ring.split.State.Taken;
import dev.fencepost.model.ring.split.State.UsedElement;
import java.util.ArrayList;
import java.util.List;

/** Packs the states of {@link SplitRingMachine}. */
final class SplitRingCodec extends RingCodec<State> {
    SplitRingCodec(SplitRingSetup setup, RingBounds bounds) {
        super(setup.size());
        int index = setup.modulus() - 1;
        declare(size, LONGEST, 1, size, SHAPES); // table
        declare(1, size);
        declare(size, size - 1); // avail
        declare(1, index, 1, index);
        declare(1, size);
        declare(size, size - 1, LONGEST, size, LONGEST); // used
        declare(1, index, 1, index, 1, 1);
        declare(1, size);
        declare(size, size - 1, size, SHAPES); // chains
        declare(1, size, index, setup.modulus(), index, size, LONGEST, 1, index, lastMode(), size - 1);
        declare(1, size);
        declare(size, size - 1, LONGEST); // taken
        declare(1, index, index, setup.modulus(), lastMode());
        declareHistory(bounds);
    }

    @Override
    public void write(State state) {
        write(state.shared());
        write(state.driver());
        write(state.device());
        put(state.history());
    }

    private void write(Shared shared) {
        for (Descriptor d : shared.table()) {
            put(d.length() == bytes(d.table()) ? 0 : d.length(), bit(d.write()), d.next() + 1, shape(d.table()));
        }
        put(shared.avail(), size, 1, this::put);
        put(shared.availIdx(), bit(shared.noInterrupt()), shared.usedEvent());
        put(shared.used(), size, 4, u -> put(u.id(), u.length(), u.buffers(), u.room()));
        put(shared.usedIdx(), bit(shared.noNotify()), shared.availEvent(), bit(shared.kick()), bit(shared.interrupt()));
    }

    private void write(Driver driver) {
        put(
                driver.chains(),
                size,
                3,
                c -> put(c.head(), c.ids().size() == 1 ? 0 : c.ids().get(1) + 1, shape(c.segments())));
        put(driver.numFree(), driver.staged(), driver.undecided(), driver.lastUsed(), driver.batch());
        put(driver.batchLength(), bit(driver.callbacks()), driver.asked());
        put(driver.mode().ordinal(), driver.nextDescriptor());
    }

    private void write(Device device) {
        put(device.taken(), size, 2, t -> put(t.head(), t.writable()));
        put(device.lastAvail(), device.staged(), device.undecided());
        put(device.mode().ordinal());
    }

    /** The length of an indirect table, which is not kept: 0 stands for it, and for that of no descriptor. */
    private static int bytes(List<RingSegment> table) {
        return Descriptor.BYTES * table.size();
    }

    @Override
    public State read() {
        return new State(shared(), driver(), device(), nextHistory());
    }

    private Shared shared() {
        List<Descriptor> table = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int length = next();
            boolean write = nextBit();
            int follower = next() - 1;
            List<RingSegment> indirect = segments(next());
            table.add(new Descriptor(length == 0 ? bytes(indirect) : length, write, follower, indirect));
        }
        return new Shared(
                table,
                nextList(size, 1, this::next),
                next(),
                nextBit(),
                next(),
                nextList(size, 4, () -> new UsedElement(next(), next(), next(), next())),
                next(),
                nextBit(),
                next(),
                nextBit(),
                nextBit());
    }

    private Driver driver() {
        return new Driver(
                nextList(size, 3, this::chain),
                next(),
                next(),
                next(),
                next(),
                next(),
                next(),
                nextBit(),
                next(),
                nextMode(),
                next());
    }

    private Chain chain() {
        int head = next();
        int second = next() - 1;
        return new Chain(second < 0 ? List.of(head) : List.of(head, second), segments(next()));
    }

    private Device device() {
        return new Device(nextList(size, 2, () -> new Taken(next(), next())), next(), next(), next(), nextMode());
    }
}
