package dev.fencepost.stress.grant.table;

import dev.fencepost.impl.grant.table.CopyGrant;
import dev.fencepost.impl.grant.table.Frames;
import dev.fencepost.impl.grant.table.Gntst;
import dev.fencepost.impl.grant.table.GrantFlags;
import dev.fencepost.impl.grant.table.GrantHostLocks;
import dev.fencepost.impl.grant.table.GrantHypervisor;
import dev.fencepost.impl.grant.table.GrantLayout;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.grant.table.GuestGrants;
import dev.fencepost.impl.grant.table.MapGrant;
import dev.fencepost.impl.grant.table.Translations;
import dev.fencepost.impl.grant.table.UnmapGrant;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.stress.bench.BenchLabels;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What lending and using grants costs by the size of the table: the guest's part, and the hypervisor's without the
 * hypercall and the TLB flush themselves. Each thread is a domain of its own that uses entries of domain 0, one after
 * the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@BenchLabels(size = "entries", per = "operation", against = "GRANT_END", yardstick = "grant+end")
public class GrantTableBenchmark {
    private static final int THREADS = 2;
    private static final int HANDLES = 64;
    private static final int COPIED = 64;
    private static final int FRAMES = 4;

    /** What is done to one entry. */
    public enum Operation {
        /** The guest lends a frame and ends access to it. */
        GRANT_END,
        /** Another domain maps and unmaps a frame that is lent already. */
        MAP_UNMAP,
        /** It copies 64 bytes from there. */
        COPY
    }

    /** What. */
    @Param
    public Operation operation;

    /** Entries of the table. */
    @Param({"512", "16384", "131072"})
    public int size;

    private GuestGrants guest;
    private GrantHypervisor hypervisor;

    /** A table with every entry lent, the even ones to domain 1 and the odd ones to domain 2. */
    @Setup
    public void make() {
        GrantLayout layout = new GrantLayout(0, size);
        int domains = 1 + THREADS;
        GrantTable[] tables = new GrantTable[domains];
        Translations[] translations = new Translations[domains];
        for (int i = 0; i < domains; i++) {
            GrantLayout own = i == 0 ? layout : new GrantLayout(0, 2 * GrantLayout.RESERVED);
            MappedMemory memory = memory(own.end());
            tables[i] = new GrantTable(memory, own, i);
            translations[i] = new Translations(1, 0);
            if (i == 0) {
                guest = new GuestGrants(memory, layout, 1);
            }
        }
        Frames frames = new Frames(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            frames.assign(i, i % domains);
        }
        hypervisor = new GrantHypervisor(
                tables,
                new GrantHostLocks(domains, size, THREADS),
                frames,
                translations,
                memory(FRAMES * GrantHypervisor.PAGE),
                memory(domains * GrantHypervisor.maptrackBytes(1, HANDLES)),
                1,
                HANDLES,
                new int[] {1, 2});
        for (int i = 0; i < size; i++) {
            guest.grant(i, 1 + i % THREADS, 0, false);
        }
    }

    private static MappedMemory memory(int bytes) {
        // The slice is cut at both ends.
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes + 2 * 64).alignedSlice(64);
        return MappedMemory.of(buffer, BarrierPolicy.WEAK);
    }

    /** What one thread keeps from operation to operation. */
    @State(Scope.Thread)
    public static class Caller {
        private final MapGrant map = new MapGrant();
        private final UnmapGrant[] unmap = {new UnmapGrant()};
        private final CopyGrant copy = new CopyGrant();
        private int vcpu;
        private int next;

        /** Thread 0 is domain 1, thread 1 domain 2. */
        @Setup
        public void make(ThreadParams thread) {
            vcpu = thread.getThreadIndex();
            next = vcpu;
            map.flags = GrantFlags.HOST_MAP;
            unmap[0].address = 0;
            copy.source.byRef = true;
            copy.destination.domain = 1 + vcpu;
            copy.destination.number = 1 + vcpu;
            copy.length = COPIED;
        }
    }

    /** One thread. */
    @Benchmark
    @Threads(1)
    public boolean alone(Caller caller) {
        return once(caller);
    }

    /** Two, on entries of their own. */
    @Benchmark
    @Threads(THREADS)
    public boolean together(Caller caller) {
        return once(caller);
    }

    private boolean once(Caller caller) {
        int ref = caller.next;
        caller.next = ref + THREADS < size ? ref + THREADS : caller.vcpu;
        switch (operation) {
            case GRANT_END:
                boolean ended = guest.end(ref);
                guest.grant(ref, 1 + caller.vcpu, 0, false);
                return ended;
            case MAP_UNMAP:
                caller.map.ref = ref;
                hypervisor.map(caller.vcpu, caller.map);
                caller.unmap[0].handle = caller.map.handle;
                hypervisor.unmap(caller.vcpu, caller.unmap, 1);
                return caller.map.status == Gntst.OKAY && caller.unmap[0].status == Gntst.OKAY;
            default:
                caller.copy.source.number = ref;
                hypervisor.copy(caller.vcpu, caller.copy);
                return caller.copy.status == Gntst.OKAY;
        }
    }
}
