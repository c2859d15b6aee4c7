package dev.fencepost.properties.ring.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
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
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Where the drivers do something else than that of Linux (drivers/virtio/virtio_ring.c, 6.1), as their Javadoc says:
 * what they store and which fences they pass to ask for interrupts. What Linux does stands beside each as a sentence.
 */
class LinuxDifferencesTest {
    private static final SplitLayout SPLIT = SplitLayout.contiguous(4, 0);
    private static final PackedLayout PACKED = PackedLayout.contiguous(4, 256);
    private static final int BUFFER = 1024;
    private static final BufferWindow WINDOW = new BufferWindow(0, BUFFER, 2048);

    /** Stores and fences of {@code operation}, by a driver for which one buffer has been used that it has not got. */
    private static List<String> split(boolean eventIdx, Consumer<RingDriver> before, Consumer<RingDriver> operation) {
        SharedMemory memory = new ArrayMemory(2048);
        Recorder seen = new Recorder(memory);
        SplitFeatures features = new SplitFeatures(eventIdx, false, false, 0);
        SplitDriver driver = new SplitDriver(seen, SPLIT, features, WINDOW);
        SplitDevice device = new SplitDevice(memory, SPLIT, features, WINDOW, DevicePolicy.strict());
        driver.add(new Segments(1).writable(BUFFER, 8), 0);
        device.use(device.take(new Segments(4)), 0);
        before.accept(driver);
        int already = seen.events().size();
        operation.accept(driver);
        return told(seen.events().subList(already, seen.events().size()));
    }

    private static List<String> packed(boolean eventIdx, Consumer<RingDriver> before, Consumer<RingDriver> operation) {
        SharedMemory memory = new ArrayMemory(2048);
        Recorder seen = new Recorder(memory);
        PackedFeatures features = new PackedFeatures(eventIdx, false, false);
        PackedDriver driver = new PackedDriver(seen, PACKED, features, WINDOW);
        PackedDevice device = new PackedDevice(memory, PACKED, features, WINDOW, DevicePolicy.strict());
        driver.add(new Segments(1).writable(BUFFER, 8), 0);
        device.use(device.take(new Segments(4)), 0);
        before.accept(driver);
        int already = seen.events().size();
        operation.accept(driver);
        return told(seen.events().subList(already, seen.events().size()));
    }

    private static List<String> told(List<Event> events) {
        List<String> told = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Store store) {
                assertThat(store.mode()).isEqualTo(Mode.OPAQUE);
                told.add(field(store.offset()) + "=" + store.value());
            } else if (event instanceof Event.Fence fence) {
                told.add(fence.site().name());
            }
        }
        return told;
    }

    private static String field(int offset) {
        if (offset == SPLIT.usedEvent()) {
            return "used_event";
        }
        if (offset == SPLIT.availFlags()) {
            return "avail.flags";
        }
        if (offset == PACKED.driverEvent()) {
            return "off_wrap";
        }
        return offset == PACKED.driverEvent() + 2 ? "event flags" : "other";
    }

    private static void nothing(RingDriver driver) {}

    /** Linux: used_event=1 and D4 here too, where it has no meaning and D4 orders nothing that counts. */
    @Test
    void splitWithoutEventIdxMovesNoEventWhenABufferIsGot() {
        assertThat(split(false, LinuxDifferencesTest::nothing, RingDriver::get)).containsExactly("D3");
        assertThat(split(true, LinuxDifferencesTest::nothing, RingDriver::get))
                .containsExactly("D3", "used_event=1", "D4");
    }

    /** Linux: used_event=0, whatever the index is, and nothing at all where callbacks are off already. */
    @Test
    void splitWithEventIdxPutsTheEventFarAwayToDisable() {
        assertThat(split(true, LinuxDifferencesTest::nothing, RingDriver::disableCallbacks))
                .containsExactly("used_event=32768");
        assertThat(split(true, RingDriver::disableCallbacks, RingDriver::disableCallbacks))
                .containsExactly("used_event=32768");
        assertThat(split(true, RingDriver::disableCallbacks, RingDriver::get)).containsExactly("D3");
    }

    /** Linux: no flags where they are what they were, but used_event=0 in every case. */
    @Test
    void splitWithoutEventIdxStoresFlagsAndNoEventToEnable() {
        assertThat(split(false, LinuxDifferencesTest::nothing, RingDriver::enableCallbacks))
                .containsExactly("avail.flags=0", "D5");
        assertThat(split(false, RingDriver::disableCallbacks, RingDriver::enableCallbacks))
                .containsExactly("avail.flags=0", "D5");
        assertThat(split(false, LinuxDifferencesTest::nothing, RingDriver::enableCallbacksDelayed))
                .containsExactly("avail.flags=0", "D6");
    }

    /** As Linux. */
    @Test
    void splitWithEventIdxStoresTheEventToEnable() {
        assertThat(split(true, LinuxDifferencesTest::nothing, RingDriver::enableCallbacks))
                .containsExactly("used_event=0", "D5");
    }

    /** Linux: no flags; they stay ENABLE until callbacks have been disabled once, and each buffer interrupts. */
    @Test
    void packedWithEventIdxGoesByPositionFromTheFirstTimeOn() {
        assertThat(packed(true, LinuxDifferencesTest::nothing, RingDriver::enableCallbacks))
                .containsExactly("off_wrap=32768", "PD5", "event flags=2", "PD6");
        assertThat(packed(true, LinuxDifferencesTest::nothing, RingDriver::get)).containsExactly("PD3");
    }

    /** As Linux. */
    @Test
    void packedStoresFlagsThatChangeOnly() {
        assertThat(packed(true, RingDriver::disableCallbacks, RingDriver::disableCallbacks))
                .isEmpty();
        assertThat(packed(true, RingDriver::disableCallbacks, RingDriver::enableCallbacks))
                .containsExactly("off_wrap=32768", "PD5", "event flags=2", "PD6");
        assertThat(packed(false, LinuxDifferencesTest::nothing, RingDriver::enableCallbacks))
                .containsExactly("PD6");
        assertThat(packed(true, RingDriver::enableCallbacks, RingDriver::get))
                .containsExactly("PD3", "off_wrap=32769", "PD4");
    }
}
