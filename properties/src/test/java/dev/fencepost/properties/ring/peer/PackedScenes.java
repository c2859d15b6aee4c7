package dev.fencepost.properties.ring.peer;

import static dev.fencepost.properties.ring.peer.PeerField.flags;
import static dev.fencepost.properties.ring.peer.PeerField.whole;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import java.util.List;
import java.util.function.Supplier;

/** The fields of a packed ring, of a size that is no power of two. */
final class PackedScenes {
    private static final int SIZE = 5;
    private static final int TABLES = 1024;
    private static final int BUFFER = 4096;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final int SHOWN = 1 << 15 | 1 << 7;
    private static final PackedLayout LAYOUT = PackedLayout.contiguous(SIZE, 0);
    private static final BufferWindow WINDOW = new BufferWindow(0x1_2345_6000L, TABLES, PeerScene.MEMORY);

    private PackedScenes() {}

    static List<PeerScene> all() {
        return List.of(
                new PeerScene("used descriptor", usedDescriptor(), memory -> get(memory, features(false))),
                new PeerScene("used descriptor in order", usedDescriptor(), memory -> get(memory, inOrder())),
                new PeerScene("kick by position", positions(LAYOUT.deviceEvent()), memory -> kick(memory, 0)),
                new PeerScene("kick by flags", eventFlags(LAYOUT.deviceEvent()), memory -> kick(memory, 2)),
                new PeerScene("interrupt by position", positions(LAYOUT.driverEvent()), memory -> interrupt(memory, 0)),
                new PeerScene("interrupt by flags", eventFlags(LAYOUT.driverEvent()), memory -> interrupt(memory, 2)),
                new PeerScene("list", list(), memory -> take(memory, null)),
                new PeerScene("table", table(), memory -> take(memory, new IndirectTables(TABLES, 2))));
    }

    private static PackedFeatures features(boolean eventIdx) {
        return new PackedFeatures(eventIdx, false, true);
    }

    private static PackedFeatures inOrder() {
        return new PackedFeatures(false, true, true);
    }

    private static PackedDevice device(SharedMemory memory, PackedFeatures features) {
        return new PackedDevice(memory, LAYOUT, features, WINDOW, DevicePolicy.strict());
    }

    private static Segments buffer() {
        return new Segments(2).readable(BUFFER, 16).writable(BUFFER + 64, 16);
    }

    /** What stands in a used descriptor's address means nothing. */
    private static List<PeerField> usedDescriptor() {
        return List.of(
                new PeerField("addr", LAYOUT.descriptor(0), 64, -1),
                whole("len", LAYOUT.descriptor(0) + 8, 32),
                whole("id", LAYOUT.descriptor(0) + 12, 16),
                flags("flags", LAYOUT.descriptor(0) + 14, SHOWN | WRITE));
    }

    private static Supplier<String> get(SharedMemory memory, PackedFeatures features) {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, features, WINDOW);
        PackedDevice device = device(memory, features);
        driver.add(buffer(), 7);
        driver.stage(buffer(), 8);
        device.use(device.take(new Segments(SIZE)), 9);
        return () -> driver.get() + " of " + driver.gotLength() + " bytes";
    }

    private static List<PeerField> positions(int structure) {
        return List.of(whole("off_wrap", structure, 16));
    }

    /** From a position that is not reached, so that each of the flags changes what comes of it. */
    private static List<PeerField> eventFlags(int structure) {
        return List.of(flags("event flags", structure + 2, 3));
    }

    private static Supplier<String> kick(SharedMemory memory, int slotsAhead) {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, features(true), WINDOW);
        device(memory, features(true)).enableKicks();
        moveEvent(memory, LAYOUT.deviceEvent(), slotsAhead);
        driver.add(new Segments(1).readable(BUFFER, 16), 7);
        return () -> "kick " + driver.needsKick();
    }

    private static void moveEvent(SharedMemory memory, int structure, int slots) {
        memory.store16(Mode.PLAIN, structure, memory.load16(Mode.PLAIN, structure) + slots);
    }

    private static Supplier<String> interrupt(SharedMemory memory, int slotsAhead) {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, features(true), WINDOW);
        PackedDevice device = device(memory, features(true));
        driver.enableCallbacks();
        moveEvent(memory, LAYOUT.driverEvent(), slotsAhead);
        driver.add(new Segments(1).readable(BUFFER, 16), 7);
        device.use(device.take(new Segments(SIZE)), 0);
        return () -> "interrupt " + device.needsInterrupt();
    }

    private static List<PeerField> list() {
        return List.of(
                whole("addr", LAYOUT.descriptor(0), 64),
                whole("len", LAYOUT.descriptor(0) + 8, 32),
                flags("id", LAYOUT.descriptor(0) + 12, 0),
                flags("flags", LAYOUT.descriptor(0) + 14, SHOWN | NEXT | WRITE | INDIRECT),
                whole("addr of the last", LAYOUT.descriptor(1), 64),
                whole("len of the last", LAYOUT.descriptor(1) + 8, 32),
                whole("id of the last", LAYOUT.descriptor(1) + 12, 16),
                flags("flags of the last", LAYOUT.descriptor(1) + 14, NEXT | WRITE | INDIRECT));
    }

    private static List<PeerField> table() {
        return List.of(
                whole("addr", LAYOUT.descriptor(0), 64),
                whole("len", LAYOUT.descriptor(0) + 8, 32),
                whole("id", LAYOUT.descriptor(0) + 12, 16),
                flags("flags", LAYOUT.descriptor(0) + 14, SHOWN | NEXT | INDIRECT),
                whole("addr in the table", TABLES, 64),
                whole("len in the table", TABLES + 8, 32),
                flags("id in the table", TABLES + 12, 0),
                flags("flags in the table", TABLES + 14, WRITE),
                flags("flags of the last in the table", TABLES + 30, WRITE));
    }

    /** Says what was taken, and what stands in the ring when it has been given back. */
    private static Supplier<String> take(SharedMemory memory, IndirectTables tables) {
        PackedDriver driver = new PackedDriver(memory, LAYOUT, features(false), WINDOW, tables);
        PackedDevice device = device(memory, features(false));
        driver.add(buffer(), 7);
        Segments taken = new Segments(SIZE);
        return () -> {
            int buffer = device.take(taken);
            if (buffer == PackedDevice.NONE) {
                return "nothing";
            }
            String found = taken.readableCount() + " readable of";
            for (int i = 0; i < taken.count(); i++) {
                found += " " + taken.offset(i) + "+" + taken.length(i);
            }
            device.use(buffer, taken.writableBytes());
            return found + ", used " + memory.load64(Mode.PLAIN, LAYOUT.descriptor(0) + 8);
        };
    }
}
