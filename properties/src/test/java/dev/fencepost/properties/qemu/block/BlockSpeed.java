package dev.fencepost.properties.qemu.block;

import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.ring.RingDriver;
import dev.fencepost.impl.ring.Segments;
import dev.fencepost.properties.qemu.GuestMemory;
import dev.fencepost.properties.qemu.GuestQueue;
import dev.fencepost.properties.qemu.QemuProgram;
import dev.fencepost.properties.qemu.VirtioTransport;
import dev.fencepost.properties.waiting.Patience;
import dev.fencepost.properties.waiting.Progress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How many requests a second our driver gets through QEMU's block device, by how many are in flight, and how much of
 * that time is ours. Reads of 4 KiB from a file that is in the page cache, polled for; a kick is a command on the test
 * socket, a hundred times as dear as a guest's, and is counted apart.
 *
 * <p>Adjacent reads QEMU merges, up to 32 into one, and that is what grows up to a depth of 64. Beyond that more than
 * two such reads are under way in threads of QEMU's own and end in any order; our driver adds new requests in the order
 * in which the old ones end; and neighbours on the disk are neighbours in the ring no longer. QEMU 7.2 merged 26
 * requests on average at a depth of 64 and 14 at 128, which can be half as fast. Neither end of the ring has a part in
 * it: with one thread ({@code thread-pool-max=1}), or {@code null-aio} in place of the file, 128 are as fast as 64.
 * Reads that are apart are not merged, and from a depth of 16 on about as fast at any.
 */
final class BlockSpeed {
    private static final int[] DEPTHS = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final int WARM_UP = 1_000;
    private static final int RUN = 2_000;
    private static final int ENTRIES = 256;
    private static final int HEADER = 16;
    private static final int BYTES = 4096;
    private static final Patience PATIENCE = Patience.seconds(20);

    private final BlockDevice device;
    private final RingDriver queue;
    private final Segments[] requests;
    private final long clock;
    private final Patience patience;
    private long done;
    private long kicks;
    private long ours;
    private long kicking;

    /**
     * Starts a queue.
     *
     * @param altered what becomes of our driver
     * @param patience with each request
     */
    BlockSpeed(BlockDevice device, BlockPlan plan, UnaryOperator<RingDriver> altered, Patience patience) {
        this.device = device;
        this.patience = patience;
        clock = costOfTheClock();
        GuestMemory memory = device.freeMemory();
        GuestQueue place = plan.queue(memory, 4);
        queue = altered.apply(place.driver());
        requests = new Segments[plan.flight()];
        for (int i = 0; i < requests.length; i++) {
            int at = memory.allocate(HEADER + BYTES + 1, 4096);
            memory.shared().store64(Mode.PLAIN, at, BlockRequest.READ);
            requests[i] = new Segments(3)
                    .readable(at, HEADER)
                    .writable(at + HEADER, BYTES)
                    .writable(at + HEADER + BYTES, 1);
        }
        VirtioTransport transport = device.transport();
        transport.reset();
        transport.negotiate(plan.features());
        place.start(transport, 0);
        transport.ready();
        place(BYTES);
    }

    /**
     * Prints the table. The only argument, if any, is the QEMU to use.
     *
     * @throws IllegalStateException if there is none
     */
    public static void main(String[] arguments) {
        table(QemuProgram.asked(arguments.length == 0 ? null : arguments[0]), RUN, System.out);
    }

    static void table(Path program, int millis, PrintStream out) {
        out.println("Reads of 4 KiB from QEMU's block device, " + ENTRIES + " entries, EVENT_IDX, INDIRECT");
        out.println("layout reads    depth requests/s us each ours ns ours % kicks e. kick %");
        try (BlockDevice device = new BlockDevice(program, false)) {
            for (String layout : BlockPlan.LAYOUTS) {
                for (boolean adjacent : new boolean[] {false, true}) {
                    for (int depth : DEPTHS) {
                        BlockPlan plan = BlockPlan.parse("m" + layout + ENTRIES + "ei-" + depth + "-1-1");
                        BlockSpeed speed = new BlockSpeed(device, plan, UnaryOperator.identity(), PATIENCE);
                        speed.place(adjacent ? BYTES : 2 * BYTES);
                        speed.run(Math.min(WARM_UP, millis));
                        String names = (plan.packed() ? "packed " : "split  ") + (adjacent ? "adjacent" : "apart   ");
                        out.println(speed.row(names, depth, millis));
                    }
                }
            }
        }
    }

    /** What each request reads, so many bytes behind what the one before it does. */
    private void place(int bytes) {
        for (int i = 0; i < requests.length; i++) {
            long sector = (long) i * bytes / BlockModel.SECTOR;
            device.memory().shared().store64(Mode.PLAIN, requests[i].offset(0) + 8, sector);
        }
    }

    private String row(String names, int depth, int millis) {
        double nanos = run(millis);
        return String.format(
                Locale.ROOT,
                "%s %5d %10.0f %7.1f %7.0f %6.2f %8.2f %6.1f",
                names,
                depth,
                done * 1e9 / nanos,
                nanos / done / 1e3,
                (double) ours / done,
                100 * ours / nanos,
                (double) kicks / done,
                100 * kicking / nanos);
    }

    /** Keeps all requests in flight for so long; how many nanoseconds it took. */
    long run(int millis) {
        Progress progress = patience.with("one of the requests in flight");
        done = 0;
        kicks = 0;
        ours = 0;
        kicking = 0;
        long start = System.nanoTime();
        for (int token = 0; token < requests.length; token++) {
            add(token);
        }
        kick();
        while (System.nanoTime() - start < millis * 1_000_000L) {
            int before = (int) done;
            for (int token = get(); token != RingDriver.NONE; token = get()) {
                add(token);
            }
            if (done != before) {
                kick();
            }
        }
        while (queue.outstanding() > 0) {
            get();
            progress.at(done);
        }
        return System.nanoTime() - start;
    }

    private void add(int token) {
        long start = System.nanoTime();
        queue.add(requests[token], token);
        ours += System.nanoTime() - start - clock;
    }

    /** A look that finds nothing is waiting, and not work. */
    private int get() {
        long start = System.nanoTime();
        int token = queue.get();
        if (token != RingDriver.NONE) {
            ours += System.nanoTime() - start - clock;
            done++;
        }
        return token;
    }

    private void kick() {
        long start = System.nanoTime();
        boolean needed = queue.needsKick();
        long decided = System.nanoTime();
        ours += decided - start - clock;
        if (needed) {
            device.transport().kick(0);
            kicks++;
            kicking += System.nanoTime() - decided;
        }
    }

    private static long costOfTheClock() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 100_000; i++) {
            long start = System.nanoTime();
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }
}
