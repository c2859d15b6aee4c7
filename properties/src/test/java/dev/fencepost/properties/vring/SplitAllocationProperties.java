package dev.fencepost.properties.vring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.vring.BufferWindow;
import dev.fencepost.impl.vring.DevicePolicy;
import dev.fencepost.impl.vring.IndirectTables;
import dev.fencepost.impl.vring.Segments;
import dev.fencepost.impl.vring.SplitDevice;
import dev.fencepost.impl.vring.SplitDriver;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitLayout;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No operation allocates. */
class SplitAllocationProperties {
    private static final int EXCHANGES = 20_000;

    /** Less than a byte per exchange: what the JVM itself allocates meanwhile, to warm up. */
    @ParameterizedTest
    @CsvSource({"false,false,false", "true,false,false", "true,true,false", "true,false,true"})
    void exchangesAllocateNothing(boolean eventIdx, boolean inOrder, boolean indirect) {
        Runnable exchange = exchange(new SplitFeatures(eventIdx, inOrder, indirect, 65_000));
        assertThat(allocatedBy(exchange)).isLessThan(EXCHANGES);
    }

    /** The broken twin: a segment list made anew each time. */
    @ParameterizedTest
    @CsvSource("16")
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
    private static Runnable exchange(SplitFeatures features) {
        int size = 16;
        SplitLayout layout = SplitLayout.contiguous(size, 0);
        ByteBuffer bytes = ByteBuffer.allocateDirect(8192 + 16)
                .alignedSlice(16)
                .limit(8192)
                .slice();
        MappedMemory memory = MappedMemory.of(bytes, BarrierPolicy.WEAK);
        BufferWindow window = new BufferWindow(0, 1024, 8192);
        IndirectTables tables = features.indirect() ? new IndirectTables(1024, 4) : null;
        SplitDriver driver = new SplitDriver(memory, layout, features, window, tables);
        SplitDevice device = new SplitDevice(memory, layout, features, window, DevicePolicy.strict());
        Segments buffer = new Segments(2).readable(4096, 16).writable(4112, 16);
        Segments taken = new Segments(size);
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
