package dev.fencepost.properties.bugs;

import static dev.fencepost.properties.bugs.HostileRing.INDIRECT;
import static dev.fencepost.properties.bugs.HostileRing.NEXT;
import static dev.fencepost.properties.bugs.HostileRing.WRITE;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.model.spec.BugCheck;
import dev.fencepost.properties.bugs.Siege.Device;
import dev.fencepost.properties.bugs.Siege.Expected;
import dev.fencepost.properties.bugs.TrustingDevices.Maker;
import dev.fencepost.properties.ring.Attacked;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/** Devices that trust their driver in one thing, and the ring that a driver writes to use it. */
final class HostileBugs {
    private static final int SIZE = Attacked.LAYOUT.size();
    private static final int TABLE = Attacked.WINDOW;
    private static final int END = 1024;
    private static final int BUFFER = 768;
    private static final long HUGE = 0x7fff_0000L;

    private HostileBugs() {}

    static List<Attempt> all() {
        return List.of(
                attack(37, refused(tableOf(SIZE + 1, 16)), TrustingDevices.SparesSegments::new),
                attack(38, refused(HostileBugs::jump), TrustingDevices.Jumps::new),
                attack(40, refused(HostileBugs::emptyTable), TrustingDevices.EmptyTables::new),
                new Attempt(
                        42,
                        BugCheck.HISTORIES,
                        discards(TrustingDevices.LeaksOnDiscard::new),
                        discards(TinyDevice::new)),
                // Row 43: a driver that is right by a device that takes long tables; the tiny device has the limit.
                new Attempt(
                        43,
                        BugCheck.HOSTILE_PEERS,
                        longTable().trial(taking(TinyDevice::new)),
                        longTable().trial(Siege::takingLongTables)),
                attack(44, refused(tableOf(SIZE + 1, 0)), TrustingDevices.IgnoresEmpty::new),
                new Attempt(
                        45, BugCheck.HOSTILE_PEERS, serves(TrustingDevices.NeverTires::new), serves(TinyDevice::new)),
                new Attempt(
                        46,
                        BugCheck.HOSTILE_PEERS,
                        honest(Expected.SINGLE_FETCH).trial(memory -> Siege.real(new FetchesTwice(memory))),
                        honest(Expected.SINGLE_FETCH).trial(Siege::real)),
                attack(48, refused(HostileBugs::loop), TrustingDevices.Follows::new),
                attack(
                        49,
                        new Siege(HostileBugs::sixGigabytes, Expected.REFUSAL, Integer.MAX_VALUE),
                        TrustingDevices.Sums::new));
    }

    // ---- How a variant is put to the check.

    /**
     * Sound are both the tiny device and the real one; both also take what is right, or refusing everything would do.
     */
    private static Attempt attack(int number, Siege siege, Maker broken) {
        Siege fine = new Siege(HostileBugs::chainAndTable, Expected.SINGLE_FETCH);
        List<Attempt.Trial> sound = List.of(
                siege.trial(taking(TinyDevice::new)),
                siege.trial(Siege::real),
                fine.trial(taking(TinyDevice::new)),
                fine.trial(Siege::real));
        return new Attempt(
                number,
                BugCheck.HOSTILE_PEERS,
                siege.trial(taking(broken)),
                () -> sound.stream()
                        .map(Attempt.Trial::counterexample)
                        .filter(OptionalInt::isPresent)
                        .findFirst()
                        .orElse(OptionalInt.empty()));
    }

    private static Siege refused(Consumer<HostileRing> attack) {
        return new Siege(attack, Expected.REFUSAL);
    }

    private static Siege longTable() {
        return new Siege(tableOf(SIZE + 1, 16), Expected.SINGLE_FETCH);
    }

    private static Siege honest(Expected expected) {
        return new Siege(ring -> ring.descriptor(0, BUFFER, 16, 0, 0).publish(1, 0), expected);
    }

    private static TinyDevice make(Maker maker, SharedMemory memory) {
        return maker.on(memory, Attacked.LAYOUT, Attacked.WINDOW, memory.size());
    }

    private static Function<SharedMemory, Device> taking(Maker maker) {
        return memory -> make(maker, memory)::take;
    }

    /** Row 45: the driver publishes the same buffer again whenever the device looks. */
    private static Attempt.Trial serves(Maker maker) {
        return honest(Expected.RETURN).trial(memory -> {
            TinyDevice device = make(maker, new NeverEmpty(memory));
            return () -> {
                device.serve();
                return TinyDevice.NONE;
            };
        });
    }

    /** Row 42: an honest driver's buffer is taken and handed back unused, over and over; counts these operations. */
    private static Attempt.Trial discards(Maker maker) {
        return () -> {
            SharedMemory memory = new ArrayMemory(END);
            new HostileRing(memory).descriptor(0, BUFFER, 16, 0, 0).publish(1, 0);
            TinyDevice device = make(maker, memory);
            for (int operations = 1; operations < 4 * SIZE; operations += 2) {
                try {
                    device.take();
                } catch (TinyDevice.Refused honest) {
                    return OptionalInt.of(operations);
                }
                device.discard();
            }
            return OptionalInt.empty();
        };
    }

    // ---- What the driver writes.

    private static void chainAndTable(HostileRing ring) {
        ring.descriptor(0, BUFFER, 16, NEXT, 1)
                .descriptor(1, BUFFER + 16, 16, WRITE, 0)
                .tableEntry(0, BUFFER + 32, 16, NEXT, 1)
                .tableEntry(1, BUFFER + 48, 16, WRITE, 0)
                .descriptor(2, TABLE, 32, INDIRECT, 0)
                .publish(2, 0, 2);
    }

    private static Consumer<HostileRing> tableOf(int entries, long length) {
        return ring -> {
            for (int i = 0; i < entries; i++) {
                ring.tableEntry(i, BUFFER, length, i + 1 < entries ? NEXT | WRITE : WRITE, i + 1);
            }
            ring.descriptor(0, TABLE, 16L * entries, INDIRECT, 0).publish(1, 0);
        };
    }

    /** Buffers that the device already has are published a second time. */
    private static void jump(HostileRing ring) {
        ring.descriptor(0, BUFFER, 16, 0, 0).publish(SIZE + 1, 0);
    }

    private static void emptyTable(HostileRing ring) {
        ring.descriptor(0, END, 0, INDIRECT, 0).publish(1, 0);
    }

    private static void loop(HostileRing ring) {
        ring.descriptor(0, BUFFER, 16, NEXT, 0).publish(1, 0);
    }

    private static void sixGigabytes(HostileRing ring) {
        for (int i = 0; i < 3; i++) {
            ring.descriptor(i, Attacked.WINDOW, HUGE, i < 2 ? NEXT : 0, i + 1);
        }
        ring.publish(1, 0);
    }

    // ---- The driver that never stops, and the device that reads twice.

    private static final class NeverEmpty extends MutantMemory {
        NeverEmpty(SharedMemory memory) {
            super(memory);
        }

        @Override
        public int load16(Mode mode, int offset) {
            int value = memory.load16(mode, offset);
            if (offset == Attacked.LAYOUT.availIdx()) {
                memory.store16(mode, offset, value + 1);
            }
            return value;
        }
    }

    /** Row 46. */
    private static final class FetchesTwice extends MutantMemory {
        FetchesTwice(SharedMemory memory) {
            super(memory);
        }

        @Override
        public long load64(Mode mode, int offset) {
            memory.load64(mode, offset);
            return memory.load64(mode, offset);
        }
    }
}
