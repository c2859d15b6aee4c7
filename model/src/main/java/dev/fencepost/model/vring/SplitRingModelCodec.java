package dev.fencepost.model.vring;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Layout;
import dev.fencepost.model.machine.Layout.Field;
import dev.fencepost.model.vring.SplitRingModelState.Chain;
import dev.fencepost.model.vring.SplitRingModelState.Descriptor;
import dev.fencepost.model.vring.SplitRingModelState.Device;
import dev.fencepost.model.vring.SplitRingModelState.Driver;
import dev.fencepost.model.vring.SplitRingModelState.Shared;
import dev.fencepost.model.vring.SplitRingModelState.Taken;
import dev.fencepost.model.vring.SplitRingModelState.UsedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs the states that {@link SplitRingModelChoices} lead to: segments of one byte, one readable and one writable at
 * most. Fields are written and read in one order, that of the record's components.
 */
final class SplitRingModelCodec implements Codec<SplitRingModelState> {
    private static final RingSegment READ = new RingSegment(1, false);
    private static final RingSegment WRITE = new RingSegment(1, true);
    private static final int LONGEST = 2;
    private static final RingMode[] MODES = RingMode.values();

    private final int size;
    private final Layout layout = new Layout();
    private final List<Field> fields = new ArrayList<>();
    private final int[] values;
    private int at;

    SplitRingModelCodec(SplitRingModelSetup setup, RingModelBounds bounds) {
        size = setup.size();
        int index = setup.modulus() - 1;
        declare(size, LONGEST, 1, size, 3); // table
        declare(1, size);
        declare(size, size - 1); // avail
        declare(1, index, 1, index);
        declare(1, size);
        declare(size, size - 1, LONGEST, size, LONGEST); // used
        declare(1, index, 1, index, 1, 1);
        declare(1, size);
        declare(size, size - 1, size, 3); // chains
        declare(1, size, index, setup.modulus(), index, size, LONGEST, 1, index, MODES.length - 1, size - 1);
        declare(1, size);
        declare(size, size - 1, LONGEST); // taken
        declare(1, index, index, setup.modulus(), MODES.length - 1);
        declare(1, Math.max(1, bounds.buffers()), Math.max(1, bounds.resets()), Math.max(1, bounds.rewrites()));
        values = new int[fields.size()];
    }

    private void declare(int times, int... most) {
        for (int i = 0; i < times; i++) {
            for (int max : most) {
                fields.add(layout.field(Math.max(1, max)));
            }
        }
    }

    @Override
    public int words() {
        return layout.words();
    }

    @Override
    public void encode(SplitRingModelState state, long[] words) {
        at = 0;
        encode(state.shared());
        encode(state.driver());
        encode(state.device());
        put(state.history().added(), state.history().resets(), state.history().rewrites());
        Arrays.fill(words, 0);
        for (int i = 0; i < values.length; i++) {
            fields.get(i).set(words, values[i]);
        }
    }

    private void put(int... more) {
        for (int value : more) {
            values[at++] = value;
        }
    }

    /** Leaves the fields of entries that are not there 0. */
    private void skipTo(int end) {
        Arrays.fill(values, at, end, 0);
        at = end;
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    private void encode(Shared shared) {
        for (Descriptor d : shared.table()) {
            put(d.length() == bytes(d.table()) ? 0 : d.length(), bit(d.write()), d.next() + 1, shape(d.table()));
        }
        put(shared.avail().size());
        int end = at + size;
        shared.avail().forEach(this::put);
        skipTo(end);
        put(
                shared.availIdx(),
                bit(shared.noInterrupt()),
                shared.usedEvent(),
                shared.used().size());
        end = at + 4 * size;
        shared.used().forEach(u -> put(u.id(), u.length(), u.buffers(), u.room()));
        skipTo(end);
        put(shared.usedIdx(), bit(shared.noNotify()), shared.availEvent(), bit(shared.kick()), bit(shared.interrupt()));
    }

    private void encode(Driver driver) {
        put(driver.chains().size());
        int end = at + 3 * size;
        for (Chain c : driver.chains()) {
            put(c.head(), c.ids().size() == 1 ? 0 : c.ids().get(1) + 1, shape(c.segments()));
        }
        skipTo(end);
        put(driver.numFree(), driver.staged(), driver.undecided(), driver.lastUsed(), driver.batch());
        put(
                driver.batchLength(),
                bit(driver.callbacks()),
                driver.asked(),
                driver.mode().ordinal());
        put(driver.nextDescriptor());
    }

    private void encode(Device device) {
        put(device.taken().size());
        int end = at + 2 * size;
        device.taken().forEach(t -> put(t.head(), t.writable()));
        skipTo(end);
        put(
                device.lastAvail(),
                device.staged(),
                device.undecided(),
                device.mode().ordinal());
    }

    /** The length of an indirect table, which is not kept: 0 stands for it, and for that of no descriptor. */
    private static int bytes(List<RingSegment> table) {
        return Descriptor.BYTES * table.size();
    }

    /** Bit 0 for a readable segment, bit 1 for a writable one. */
    private static int shape(List<RingSegment> segments) {
        return bit(segments.contains(READ)) + 2 * bit(segments.contains(WRITE));
    }

    @Override
    public SplitRingModelState decode(long[] words) {
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).get(words);
        }
        at = 0;
        return new SplitRingModelState(shared(), driver(), device(), new RingModelHistory(next(), next(), next()));
    }

    private int next() {
        return values[at++];
    }

    private boolean nextBit() {
        return next() != 0;
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
        List<Integer> avail = new ArrayList<>();
        int count = next();
        int end = at + size;
        for (int i = 0; i < count; i++) {
            avail.add(next());
        }
        at = end;
        int availIdx = next();
        boolean noInterrupt = nextBit();
        int usedEvent = next();
        List<UsedElement> used = new ArrayList<>();
        count = next();
        end = at + 4 * size;
        for (int i = 0; i < count; i++) {
            used.add(new UsedElement(next(), next(), next(), next()));
        }
        at = end;
        return new Shared(
                table, avail, availIdx, noInterrupt, usedEvent, used, next(), nextBit(), next(), nextBit(), nextBit());
    }

    private Driver driver() {
        List<Chain> chains = new ArrayList<>();
        int count = next();
        int end = at + 3 * size;
        for (int i = 0; i < count; i++) {
            int head = next();
            int second = next() - 1;
            chains.add(new Chain(second < 0 ? List.of(head) : List.of(head, second), segments(next())));
        }
        at = end;
        return new Driver(
                chains, next(), next(), next(), next(), next(), next(), nextBit(), next(), MODES[next()], next());
    }

    private Device device() {
        List<Taken> taken = new ArrayList<>();
        int count = next();
        int end = at + 2 * size;
        for (int i = 0; i < count; i++) {
            taken.add(new Taken(next(), next()));
        }
        at = end;
        return new Device(taken, next(), next(), next(), MODES[next()]);
    }

    private static List<RingSegment> segments(int shape) {
        return switch (shape) {
            case 0 -> List.of();
            case 1 -> List.of(READ);
            case 2 -> List.of(WRITE);
            default -> List.of(READ, WRITE);
        };
    }
}
