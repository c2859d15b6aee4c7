package dev.fencepost.stress.msix;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixRegion;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.stress.bench.Bench;
import dev.fencepost.stress.bench.BenchLabels;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An MSI-X table without a lock beside a plain one behind a lock: events, and a guest that masks and unmasks. */
@State(Scope.Group)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Bench.AGRONA)
@BenchLabels(size = "vectors", per = "operation", against = "ONE_LOCK", yardstick = "one lock")
public class MsixBenchmark {
    private static final int CONTROL = 12;

    /** Which table. */
    public enum Table {
        /** {@link MsixTable}, each vector one atomic word. */
        LOCK_FREE,
        /** The plain one, of which every operation takes one lock. */
        ONE_LOCK
    }

    /** The table. */
    @Param
    public Table subject;

    /** Vectors. */
    @Param("64")
    public int size;

    private MsixTable table;
    private LockedMsixTable plain;
    private boolean locked;
    private long sent;

    /** Makes the table, open. */
    @Setup
    public void make() {
        locked = subject == Table.ONE_LOCK;
        MsixLayout layout = new MsixLayout(size, 0);
        ByteBuffer bytes = ByteBuffer.allocateDirect(layout.end() + 16)
                .alignedSlice(16)
                .limit(layout.end())
                .slice();
        table = new MsixTable(
                MappedMemory.of(bytes, BarrierPolicy.WEAK), layout, (vector, address, data) -> sent += data + 1, -1);
        table.decode(true);
        table.use(0);
        table.control(true, false);
        plain = new LockedMsixTable(size, (vector, address, data) -> sent += data + 1);
        plain.control(true);
        mask(0);
    }

    private void mask(int control) {
        if (locked) {
            plain.write(CONTROL, control);
        } else {
            table.write(MsixRegion.TABLE, CONTROL, Integer.BYTES, control);
        }
    }

    private void event() {
        if (locked) {
            plain.event(0);
        } else {
            table.event(0);
        }
    }

    private void maskAndUnmask() {
        mask(1);
        mask(0);
    }

    /** One thread: mask, unmask, event. */
    @Benchmark
    @Group("alone")
    @GroupThreads(1)
    public void maskEventUnmask() {
        maskAndUnmask();
        event();
    }

    /** The device, beside a guest. */
    @Benchmark
    @Group("both")
    @GroupThreads(1)
    public void device() {
        event();
    }

    /** The guest, beside a device. */
    @Benchmark
    @Group("both")
    @GroupThreads(1)
    public void guest() {
        maskAndUnmask();
    }
}
