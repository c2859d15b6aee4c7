package dev.fencepost.properties.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.IndirectTables;
import dev.fencepost.impl.ring.RingDevice;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.ring.packed.PackedSetup;
import dev.fencepost.properties.ring.split.SplitSetup;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No operation of a split or a packed ring allocates. */
class RingAllocationProperties {
    private static final int EXCHANGES = 20_000;

    /** Less than a byte per exchange: what the JVM itself allocates meanwhile, to warm up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4-65000",
                "4e-65000",
                "4eo-65000",
                "4et-65000",
                "packed13",
                "packed13e",
                "packed13eo",
                "packed13et"
            })
    void exchangesAllocateNothing(String ring) {
        RingSetup packed = PackedSetup.of(ring);
        Runnable exchange = exchange(packed == null ? SplitSetup.of(ring) : packed);
        assertThat(allocatedBy(exchange)).isLessThan(EXCHANGES);
    }

    /** The mutant: a segment list made anew each time. */
    @ParameterizedTest
    @ValueSource(ints = 16)
    void allocationIsNoticed(int size) {
        Segments[] sink = new Segments[1];
        assertThat(allocatedBy(() -> sink[0] = new Segments(size))).isGreaterThan(EXCHANGES);
    }

    private static long allocatedBy(Runnable exchange) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < EXCHANGES; i++) {
                exchange.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /** One of each operation. */
    private static Runnable exchange(RingSetup setup) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(8192 + 16)
                .alignedSlice(16)
                .limit(8192)
                .slice();
        MappedMemory memory = MappedMemory.of(bytes, BarrierPolicy.WEAK);
        BufferWindow window = new BufferWindow(0, 1024, 8192);
        IndirectTables tables = setup.tables() ? new IndirectTables(1024, 4) : null;
        RingDriver driver = setup.driver(memory, window, tables);
        RingDevice device = setup.device(memory, window, DevicePolicy.strict());
        Segments buffer = new Segments(2).readable(4096, 16).writable(4112, 16);
        Segments taken = new Segments(setup.size());
        return () -> {
            driver.add(buffer, 1);
            driver.needsKick();
            device.disableKicks();
            device.use(device.take(taken), 16);
            device.needsInterrupt();
            device.enableKicks();
            driver.disableCallbacks();
            driver.get();
            driver.enableCallbacks();
            driver.enableCallbacksDelayed();
        };
    }
}
