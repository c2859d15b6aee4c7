package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.Device;
import dev.fencepost.impl.dispatch.DispatchLayout;
import dev.fencepost.impl.dispatch.DispatchThread;
import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.dispatch.JavaLocks;
import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.dispatch.Region;
import dev.fencepost.impl.dispatch.Topology;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.bench.BenchLabels;
import dev.fencepost.stress.bench.Pinning;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an access costs a thread, step by step of the conversion: under the big lock, under the device's own, without
 * any. With one thread and with two, each at a device of its own unless there is only one: where two threads get no
 * more done than one, the lock does not scale. {@link DoorbellBenchmark} is about kicks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@BenchLabels(
        size = "regions",
        per = "access",
        against = "BIG_LOCK QUIET",
        yardstick = "big lock",
        chart = true,
        threads = {"one", "two"})
public class DispatchBenchmark {
    private static final int THREADS = 3;
    private static final int REGION = 16;
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(50);

    /** How the devices are protected. */
    public enum Step {
        /** Not converted. */
        BIG_LOCK,
        /** A lock of each device. */
        OWN_LOCK,
        /** None: the device takes care of itself. */
        NO_LOCK
    }

    /** What becomes of the view meanwhile. */
    public enum View {
        /** It stays. */
        QUIET,
        /** The main loop swaps it again and again, with a pause of 50 microseconds or what the system makes of it. */
        SWAPPED
    }

    /** Which step of the conversion. */
    @Param
    public Step step;

    /** Regions in the flat view, each of a device of its own. */
    @Param({"1", "10", "100", "1000"})
    public int size;

    /** What becomes of the view meanwhile. */
    @Param
    public View view;

    private Dispatcher dispatcher;
    private Thread writer;
    private final AtomicInteger next = new AtomicInteger();

    /** A register. */
    private static final class Register extends Device {
        private long value;

        Register(Locking locking) {
            super(Region.of(REGION, locking));
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return value;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long written) {
            value = written;
        }
    }

    /** A thread and the address that it writes to. */
    @State(Scope.Thread)
    public static class Vcpu {
        private DispatchThread thread;
        private long address;

        /** Takes a number, and a device as far as there are enough. */
        @Setup
        public void take(DispatchBenchmark benchmark) {
            int number = benchmark.next.getAndIncrement();
            Pinning.pin(number);
            thread = benchmark.dispatcher.thread(number);
            address = (long) REGION * (number * benchmark.size / 2 % benchmark.size);
        }
    }

    /** Plugs all devices. */
    @Setup
    public void make() {
        DispatchLayout layout = new DispatchLayout(THREADS, size, size, 1, 1);
        ByteBuffer memory = ByteBuffer.allocateDirect(layout.size() + 256).alignedSlice(128);
        dispatcher =
                new Dispatcher(MappedMemory.of(memory, BarrierPolicy.WEAK), layout, new JavaLocks(size, 1), () -> {});
        Topology topology = new Topology(dispatcher);
        DispatchThread main = dispatcher.thread(THREADS - 1);
        for (int i = 0; i < size; i++) {
            topology.plug(main, new Register(locking()), (long) REGION * i);
            topology.reclaim(main);
        }
        if (view == View.SWAPPED) {
            writer = new Thread(() -> swap(topology, main), "writer");
            writer.setDaemon(true);
            writer.start();
        }
    }

    private Locking locking() {
        return step == Step.BIG_LOCK ? Locking.GLOBAL : step == Step.OWN_LOCK ? Locking.DEVICE : Locking.LOCK_FREE;
    }

    private static void swap(Topology topology, DispatchThread main) {
        while (!Thread.interrupted()) {
            topology.rearrange(main);
            topology.reclaim(main);
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** An access by one thread. */
    @Benchmark
    @Threads(1)
    public BusResult one(Vcpu vcpu) {
        return dispatcher.write(vcpu.thread, vcpu.address, 4, 1);
    }

    /** An access by each of two threads. */
    @Benchmark
    @Threads(2)
    public BusResult two(Vcpu vcpu) {
        return dispatcher.write(vcpu.thread, vcpu.address, 4, 1);
    }

    /** Stops the writer. */
    @TearDown(Level.Trial)
    public void end() throws InterruptedException {
        if (writer != null) {
            writer.interrupt();
            writer.join();
        }
    }
}
