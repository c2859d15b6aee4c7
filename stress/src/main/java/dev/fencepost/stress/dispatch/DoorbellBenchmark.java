package dev.fencepost.stress.dispatch;

import dev.fencepost.impl.dispatch.BusResult;
import dev.fencepost.impl.dispatch.DataPlane;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a kick costs the vCPU that rings: where the device's callback handles the queue on the spot, under a lock, and
 * where the doorbell is the fast path to an I/O thread, which is awake and handles what there is. Each vCPU kicks a
 * device of its own. With two vCPUs the I/O thread is a third one on as many processors as there are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@BenchLabels(
        size = "devices",
        per = "kick",
        against = "CALLBACK_BIG_LOCK",
        yardstick = "big lock",
        threads = {"one", "two"})
public class DoorbellBenchmark {
    private static final int VCPUS = 2;
    private static final int REGION = 16;
    /** Of JMH's tokens: some hundred nanoseconds of handling a queue. */
    private static final int WORK = 100;

    /** Which way a kick takes. */
    public enum Path {
        /** The device is not converted; its callback handles the queue under the big lock. */
        CALLBACK_BIG_LOCK,
        /** Under the device's own lock. */
        CALLBACK_OWN_LOCK,
        /** The doorbell rings, and the vCPU goes on. */
        FAST_PATH
    }

    /** Which way a kick takes. */
    @Param
    public Path path;

    private Dispatcher dispatcher;
    private Thread ioThread;
    private final AtomicInteger next = new AtomicInteger();

    /** Whose queue takes some time to handle. */
    private static final class Queue extends Device {
        Queue(Locking locking) {
            super(Region.of(REGION, locking).withDoorbell(0, 4));
        }

        @Override
        public long read(DispatchThread thread, int region, long offset, int width) {
            return 0;
        }

        @Override
        public void write(DispatchThread thread, int region, long offset, int width, long written) {}

        @Override
        public void serve(DispatchThread thread) {
            Blackhole.consumeCPU(WORK);
        }
    }

    /** A thread and the doorbell that it rings. */
    @State(Scope.Thread)
    public static class Vcpu {
        private DispatchThread thread;
        private long address;

        /** Takes a number, and the device of that number. */
        @Setup
        public void take(DoorbellBenchmark benchmark) {
            int number = benchmark.next.getAndIncrement();
            Pinning.pin(number);
            thread = benchmark.dispatcher.thread(number);
            address = (long) REGION * number;
        }
    }

    /** Plugs a device for each vCPU, and hands its queue over for the fast path. */
    @Setup
    public void make() {
        DispatchLayout layout = new DispatchLayout(VCPUS + 1, VCPUS, VCPUS, 1, 1);
        ByteBuffer memory = ByteBuffer.allocateDirect(layout.size() + 256).alignedSlice(128);
        dispatcher =
                new Dispatcher(MappedMemory.of(memory, BarrierPolicy.WEAK), layout, new JavaLocks(VCPUS, 1), () -> {});
        Topology topology = new Topology(dispatcher);
        DispatchThread main = dispatcher.thread(VCPUS);
        for (int i = 0; i < VCPUS; i++) {
            Locking locking = path == Path.CALLBACK_BIG_LOCK ? Locking.GLOBAL : Locking.DEVICE;
            int number = topology.plug(main, new Queue(locking), (long) REGION * i);
            if (path == Path.FAST_PATH) {
                topology.start(main, number);
            }
            topology.reclaim(main);
        }
        if (path == Path.FAST_PATH) {
            DataPlane dataPlane = new DataPlane(dispatcher, main);
            ioThread = new Thread(() -> serve(dataPlane), "io");
            ioThread.setDaemon(true);
            ioThread.start();
        }
    }

    private static void serve(DataPlane dataPlane) {
        while (!Thread.interrupted()) {
            if (!dataPlane.poll()) {
                Thread.onSpinWait();
            }
        }
    }

    /** A kick by one vCPU. */
    @Benchmark
    @Threads(1)
    public BusResult one(Vcpu vcpu) {
        return dispatcher.write(vcpu.thread, vcpu.address, 4, 1);
    }

    /** A kick by each of two vCPUs. */
    @Benchmark
    @Threads(VCPUS)
    public BusResult two(Vcpu vcpu) {
        return dispatcher.write(vcpu.thread, vcpu.address, 4, 1);
    }

    /** Stops the I/O thread. */
    @TearDown(Level.Trial)
    public void end() throws InterruptedException {
        if (ioThread != null) {
            ioThread.interrupt();
            ioThread.join();
        }
    }
}
