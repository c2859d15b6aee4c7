package dev.fencepost.properties.ring.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BrokenRingException;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ready policies make of what the standard forbids or leaves open: each in its own way. */
class DevicePolicyTest {
    private static final int NEXT = 1;
    private static final int INDIRECT = 4;
    private static final int TABLE = 1024;
    private static final int BUFFER = 2048;
    private static final SplitLayout LAYOUT = SplitLayout.contiguous(4, 0);

    private final SharedMemory memory = new ArrayMemory(4096);

    private static DevicePolicy policy(String name) {
        return switch (name) {
            case "vhost" -> DevicePolicy.vhost();
            case "qemu" -> DevicePolicy.qemu();
            case "firecracker" -> DevicePolicy.firecracker();
            default -> DevicePolicy.strict();
        };
    }

    private void entry(int at, int address, int length, int flags, int next) {
        memory.store64(Mode.PLAIN, at, address);
        memory.store32(Mode.PLAIN, at + 8, length);
        memory.store16(Mode.PLAIN, at + 12, flags);
        memory.store16(Mode.PLAIN, at + 14, next);
    }

    /** Writes a chain with this peculiarity; the head is descriptor 1. */
    private void write(String peculiarity) {
        entry(LAYOUT.descriptor(0), BUFFER, 16, 0, 0);
        entry(LAYOUT.descriptor(1), BUFFER, 16, NEXT, 0);
        memory.store16(Mode.PLAIN, LAYOUT.availRing(0), 1);
        memory.store16(Mode.PLAIN, LAYOUT.availIdx(), 1);
        switch (peculiarity) {
            case "empty segment" -> entry(LAYOUT.descriptor(1), BUFFER, 0, NEXT, 0);
            case "next of 0" -> {}
            case "next without NEXT" -> entry(LAYOUT.descriptor(0), BUFFER, 16, 0, 0x7777);
            case "next outside" -> entry(LAYOUT.descriptor(1), BUFFER, 16, NEXT, 4);
            case "index jump" -> memory.store16(Mode.PLAIN, LAYOUT.availIdx(), 5);
            default -> writeTable(peculiarity);
        }
    }

    private void writeTable(String peculiarity) {
        boolean chained = peculiarity.equals("table with NEXT");
        int entries = peculiarity.equals("long table") ? 6 : 2;
        entry(LAYOUT.descriptor(1), TABLE, 16 * entries, INDIRECT | (chained ? NEXT : 0), 0);
        for (int i = 0; i < entries; i++) {
            boolean last = i == entries - 1;
            boolean nested = last && peculiarity.equals("table in a table");
            entry(TABLE + 16 * i, BUFFER, 16, (last ? 0 : NEXT) | (nested ? INDIRECT : 0), i + 1);
        }
    }

    /** So many segments, or the fault. */
    private String take(DevicePolicy policy, boolean indirect) {
        SplitFeatures features = indirect ? SplitFeatures.none().withIndirect() : SplitFeatures.none();
        SplitDevice device = new SplitDevice(memory, LAYOUT, features, new BufferWindow(0, TABLE, 4096), policy);
        Segments into = new Segments(8);
        try {
            device.take(into);
            return String.valueOf(into.count());
        } catch (BrokenRingException broken) {
            return broken.fault().toString();
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    empty segment,     ZERO_LENGTH,           2,                    ZERO_LENGTH,       2
                    next of 0,         2,                     2,                    2,                 2
                    next without NEXT, 2,                     2,                    2,                 2
                    next outside,      NEXT_OUT_OF_RANGE,     NEXT_OUT_OF_RANGE,    NEXT_OUT_OF_RANGE, NEXT_OUT_OF_RANGE
                    index jump,        AVAIL_INDEX_JUMP,      AVAIL_INDEX_JUMP,     AVAIL_INDEX_JUMP,  AVAIL_INDEX_JUMP
                    table,             2,                     2,                    2,                 no table
                    table with NEXT,   INDIRECT_WITH_NEXT,    3,                    2,                 no table
                    table in a table,  INDIRECT_NESTED,       INDIRECT_NESTED,      INDIRECT_NESTED,   no table
                    long table,        CHAIN_TOO_LONG,        6,                    6,                 no table
                    """)
    void policiesDiffer(String peculiarity, String strict, String vhost, String qemu, String firecracker) {
        write(peculiarity);
        assertThat(take(policy("strict"), true)).isEqualTo(strict);
        assertThat(take(policy("vhost"), true)).isEqualTo(vhost);
        assertThat(take(policy("qemu"), true)).isEqualTo(qemu);
        String expected = firecracker.equals("no table") ? "INDIRECT_NOT_NEGOTIATED" : firecracker;
        assertThat(take(policy("firecracker"), false)).isEqualTo(expected);
    }
}
