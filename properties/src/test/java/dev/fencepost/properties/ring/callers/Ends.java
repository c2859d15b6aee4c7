package dev.fencepost.properties.ring.callers;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedDriver;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import java.util.List;
import java.util.stream.Stream;

/** Both ends of a ring of four entries, the window over all of the memory, the ring included. */
final class Ends {
    static final int SIZE = 4;
    static final int MEMORY = 1 << 12;
    static final int TABLES = 1024;
    static final int TABLE_ENTRIES = 6;
    static final int BUFFER = 2048;

    final boolean packed;
    final SharedMemory memory = new ArrayMemory(MEMORY);
    final RingDriver driver;
    final RingDevice device;
    final Segments taken = new Segments(2 * SIZE);

    private Ends(boolean packed, boolean inOrder, IndirectTables tables) {
        this.packed = packed;
        BufferWindow window = new BufferWindow(0x5000_0000L, 0, MEMORY);
        DevicePolicy policy = DevicePolicy.strict().withLongTables();
        if (packed) {
            PackedFeatures features = new PackedFeatures(false, inOrder, true);
            driver = new PackedDriver(memory, packedLayout(), features, window, tables);
            device = new PackedDevice(memory, packedLayout(), features, window, policy);
        } else {
            SplitFeatures features = new SplitFeatures(false, inOrder, true, 0xfffe);
            driver = new SplitDriver(memory, splitLayout(), features, window, tables);
            device = new SplitDevice(memory, splitLayout(), features, window, policy);
        }
    }

    static Ends of(boolean packed, boolean inOrder) {
        return new Ends(packed, inOrder, null);
    }

    static Ends withTables(boolean packed, IndirectTables tables) {
        return new Ends(packed, false, tables);
    }

    static List<Ends> all() {
        return Stream.of(false, true)
                .flatMap(packed -> Stream.of(of(packed, false), of(packed, true)))
                .toList();
    }

    static SplitLayout splitLayout() {
        return SplitLayout.contiguous(SIZE, 0);
    }

    static PackedLayout packedLayout() {
        return PackedLayout.contiguous(SIZE, 0);
    }

    /** The offset of one byte or more in each part of the ring. */
    List<Integer> parts() {
        return packed
                ? List.of(0, packedLayout().driverEvent(), packedLayout().deviceEvent())
                : List.of(0, splitLayout().availFlags(), splitLayout().usedFlags());
    }

    /** The device breaks a rule: it uses what is not there. */
    void breakDriver() {
        if (packed) {
            memory.store16(Mode.PLAIN, packedLayout().descriptor(0) + 12, SIZE);
            memory.store16(Mode.PLAIN, packedLayout().descriptor(0) + 14, 1 << 15 | 1 << 7);
        } else {
            memory.store16(Mode.PLAIN, splitLayout().usedIdx(), 0x7777);
        }
    }

    static Segments one() {
        return new Segments(1).writable(BUFFER, 16);
    }

    @Override
    public String toString() {
        return (packed ? "packed ring" : "split ring");
    }
}
