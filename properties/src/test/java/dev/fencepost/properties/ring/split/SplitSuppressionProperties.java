package dev.fencepost.properties.ring.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitDriver;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A driver that polls asks for no interrupts and gets none. Suppression is a hint, so no clause demands that; Linux did
 * without where EVENT_IDX was negotiated, until 8d622d21d248, and heard of its buffers twice.
 */
class SplitSuppressionProperties {
    private static final int LARGEST = 15;
    private static final int BUFFER = 16;

    @Property(tries = 100)
    void aDriverThatPollsIsNotInterrupted(
            @ForAll @IntRange(max = LARGEST) int logSize,
            @ForAll boolean eventIdx,
            @ForAll @IntRange(max = 0xffff) int firstIndex,
            @ForAll @IntRange(min = 1, max = 100) int batch) {
        Ring ring = new Ring(1 << logSize, eventIdx, firstIndex);
        assertThat(ring.interruptsOfRounds(batch, true)).isZero();
    }

    /** The mutant: it leaves callbacks on. */
    @Property(tries = 50)
    void aDriverThatLeavesThemOnIsInterrupted(
            @ForAll @IntRange(max = LARGEST) int logSize,
            @ForAll boolean eventIdx,
            @ForAll @IntRange(max = 0xffff) int firstIndex,
            @ForAll @IntRange(min = 1, max = 100) int batch) {
        Ring ring = new Ring(1 << logSize, eventIdx, firstIndex);
        assertThat(ring.interruptsOfRounds(batch, false)).isGreaterThanOrEqualTo(Ring.ROUNDS);
    }

    /** The promise of the Javadoc: one interrupt in 2^16 buffers, where the driver never asks again. */
    @Property(tries = 10)
    void theHintIsPassedOnceInALap(
            @ForAll @IntRange(max = LARGEST) int logSize, @ForAll @IntRange(max = 0xffff) int firstIndex) {
        Ring ring = new Ring(1 << logSize, true, firstIndex);
        ring.driver.disableCallbacks();
        int interrupts = 0;
        for (int i = 0; i < 1 << 16; i++) {
            interrupts += ring.exchange(1);
        }
        assertThat(interrupts).isEqualTo(1);
    }

    /** A driver and a device in turns, on one thread. */
    private static final class Ring {
        static final int ROUNDS = 3;

        private final int size;
        private final int from;
        private final SplitDriver driver;
        private final SplitDevice device;
        private final Segments buffer = new Segments(1);
        private final Segments taken;

        Ring(int size, boolean eventIdx, int firstIndex) {
            this.size = size;
            SplitLayout layout = SplitLayout.contiguous(size, 0);
            from = layout.end() + BUFFER - 1 & -BUFFER;
            BufferWindow window = new BufferWindow(0, from, from + BUFFER);
            SharedMemory memory = new ArrayMemory(from + BUFFER);
            SplitFeatures features = SplitFeatures.none().from(firstIndex);
            SplitFeatures agreed = eventIdx ? features.withEventIdx() : features;
            driver = new SplitDriver(memory, layout, agreed, window);
            device = new SplitDevice(memory, layout, agreed, window, DevicePolicy.strict());
            taken = new Segments(size);
        }

        /** Each round the driver finds nothing, turns callbacks off or not, and exchanges a batch. */
        int interruptsOfRounds(int batch, boolean disable) {
            int interrupts = 0;
            for (int i = 0; i < ROUNDS; i++) {
                driver.enableCallbacks();
                if (disable) {
                    driver.disableCallbacks();
                }
                interrupts += exchange(Math.min(batch, size));
            }
            return interrupts;
        }

        /** Adds so many buffers, uses them one by one, and gets them back; returns how often an interrupt was due. */
        private int exchange(int buffers) {
            for (int i = 0; i < buffers; i++) {
                driver.add(buffer.clear().writable(from, BUFFER), i);
            }
            int interrupts = 0;
            for (int head = device.take(taken); head != SplitDevice.NONE; head = device.take(taken)) {
                device.use(head, 0);
                interrupts += device.needsInterrupt() ? 1 : 0;
            }
            for (int i = 0; i < buffers; i++) {
                assertThat(driver.get()).isEqualTo(i);
            }
            return interrupts;
        }
    }
}
