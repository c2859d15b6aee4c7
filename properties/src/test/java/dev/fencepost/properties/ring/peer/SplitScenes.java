package dev.fencepost.properties.ring.peer;

import static dev.fencepost.properties.ring.peer.PeerField.flags;
import static dev.fencepost.properties.ring.peer.PeerField.whole;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import java.util.List;
import java.util.function.Supplier;

/** The fields of a split ring, with indices that are about to wrap. */
final class SplitScenes {
    private static final int SIZE = 4;
    private static final int TABLES = 1024;
    private static final int BUFFER = 4096;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final SplitLayout LAYOUT = SplitLayout.contiguous(SIZE, 0);
    private static final BufferWindow WINDOW = new BufferWindow(0x1_2345_6000L, TABLES, PeerScene.MEMORY);
    private static final int FIRST = 0xffff;

    /** The slots of the first buffer and of the second. */
    private static final int SLOT = FIRST & SIZE - 1;

    /** What makes a table of two entries longer, within the window: its end is where an entry has no NEXT. */
    private static final int LONGER_TABLES = 16 | 0x1fc0;

    private SplitScenes() {}

    static List<PeerScene> all() {
        return List.of(
                new PeerScene("used element", usedElement(), memory -> get(memory, features(false))),
                new PeerScene("used element in order", usedElement(), memory -> get(memory, inOrder())),
                new PeerScene("kick by event", kickFields(true), memory -> kick(memory, true)),
                new PeerScene("kick by flags", kickFields(false), memory -> kick(memory, false)),
                new PeerScene("interrupt by event", interruptFields(true), memory -> interrupt(memory, true)),
                new PeerScene("interrupt by flags", interruptFields(false), memory -> interrupt(memory, false)),
                new PeerScene("chain", chain(), memory -> take(memory, null)),
                new PeerScene("table", table(), memory -> take(memory, new IndirectTables(TABLES, 2))));
    }

    private static SplitFeatures features(boolean eventIdx) {
        return new SplitFeatures(eventIdx, false, true, FIRST);
    }

    private static SplitFeatures inOrder() {
        return new SplitFeatures(false, true, true, FIRST);
    }

    private static SplitDevice device(SharedMemory memory, SplitFeatures features) {
        return new SplitDevice(memory, LAYOUT, features, WINDOW, DevicePolicy.strict());
    }

    private static Segments buffer() {
        return new Segments(2).readable(BUFFER, 16).writable(BUFFER + 64, 16);
    }

    private static List<PeerField> usedElement() {
        return List.of(
                whole("used.idx", LAYOUT.usedIdx(), 16),
                whole("used.id", LAYOUT.usedRing(SLOT), 32),
                whole("used.len", LAYOUT.usedRing(SLOT) + 4, 32));
    }

    private static Supplier<String> get(SharedMemory memory, SplitFeatures features) {
        SplitDriver driver = new SplitDriver(memory, LAYOUT, features, WINDOW);
        SplitDevice device = device(memory, features);
        driver.add(buffer(), 7);
        driver.add(buffer(), 8);
        device.use(device.take(new Segments(SIZE)), 9);
        return () -> driver.get() + " of " + driver.gotLength() + " bytes, waiting " + driver.waiting();
    }

    private static List<PeerField> kickFields(boolean eventIdx) {
        return List.of(
                flags("avail_event", LAYOUT.availEvent(), eventIdx ? 0xffff : 0),
                flags("used.flags", LAYOUT.usedFlags(), eventIdx ? 0 : 1));
    }

    private static Supplier<String> kick(SharedMemory memory, boolean eventIdx) {
        SplitDriver driver = new SplitDriver(memory, LAYOUT, features(eventIdx), WINDOW);
        device(memory, features(eventIdx)).enableKicks();
        driver.add(buffer(), 7);
        return () -> "kick " + driver.needsKick();
    }

    private static List<PeerField> interruptFields(boolean eventIdx) {
        return List.of(
                flags("used_event", LAYOUT.usedEvent(), eventIdx ? 0xffff : 0),
                flags("avail.flags", LAYOUT.availFlags(), eventIdx ? 0 : 1));
    }

    private static Supplier<String> interrupt(SharedMemory memory, boolean eventIdx) {
        SplitDriver driver = new SplitDriver(memory, LAYOUT, features(eventIdx), WINDOW);
        SplitDevice device = device(memory, features(eventIdx));
        driver.enableCallbacks();
        driver.add(buffer(), 7);
        device.use(device.take(new Segments(SIZE)), 0);
        return () -> "interrupt " + device.needsInterrupt();
    }

    private static List<PeerField> chain() {
        return List.of(
                whole("avail.idx", LAYOUT.availIdx(), 16),
                whole("avail.ring", LAYOUT.availRing(SLOT), 16),
                whole("addr", LAYOUT.descriptor(0), 64),
                whole("len", LAYOUT.descriptor(0) + 8, 32),
                flags("flags", LAYOUT.descriptor(0) + 12, NEXT | WRITE | INDIRECT),
                whole("next", LAYOUT.descriptor(0) + 14, 16),
                whole("addr of the last", LAYOUT.descriptor(1), 64),
                whole("len of the last", LAYOUT.descriptor(1) + 8, 32),
                flags("flags of the last", LAYOUT.descriptor(1) + 12, NEXT | WRITE | INDIRECT),
                flags("next of the last", LAYOUT.descriptor(1) + 14, 0));
    }

    private static List<PeerField> table() {
        return List.of(
                whole("addr", LAYOUT.descriptor(0), 64),
                new PeerField("len", LAYOUT.descriptor(0) + 8, 32, LONGER_TABLES),
                flags("flags", LAYOUT.descriptor(0) + 12, NEXT | INDIRECT),
                flags("next", LAYOUT.descriptor(0) + 14, 0),
                whole("addr in the table", TABLES, 64),
                whole("len in the table", TABLES + 8, 32),
                flags("flags in the table", TABLES + 12, NEXT | WRITE | INDIRECT),
                whole("next in the table", TABLES + 14, 16),
                flags("flags of the last in the table", TABLES + 28, NEXT | WRITE | INDIRECT),
                flags("next of the last in the table", TABLES + 30, 0));
    }

    /** Says what was taken, and what stands in the used ring when it has been given back. */
    private static Supplier<String> take(SharedMemory memory, IndirectTables tables) {
        SplitDriver driver = new SplitDriver(memory, LAYOUT, features(false), WINDOW, tables);
        SplitDevice device = device(memory, features(false));
        driver.add(buffer(), 7);
        Segments taken = new Segments(SIZE);
        return () -> {
            int head = device.take(taken);
            if (head == SplitDevice.NONE) {
                return "nothing";
            }
            String found = taken.readableCount() + " readable of";
            for (int i = 0; i < taken.count(); i++) {
                found += " " + taken.offset(i) + "+" + taken.length(i);
            }
            device.use(head, taken.writableBytes());
            return found + ", used " + memory.load64(Mode.PLAIN, LAYOUT.usedRing(SLOT)) + ", waiting "
                    + device.waiting();
        };
    }
}
